#!/usr/bin/env bash
# Runs the scenarios of ghz against a server that it starts for them, one after the other, and fails
# when any call is not answered with OK. grpcurl, too, reads the API from the running server.
#
#   load-tests/ghz/run.sh [--short] [--db h2|mariadb|mysql] [--results DIR] [SCENARIO...]
#
# --short makes 500 calls of each, otherwise it is 20,000 (StreamLoad: a 50th of them, as a stream
# is read at 100 reports a second). --results keeps the reports of ghz there. Needs Go, Python and
# `mvn -DskipTests package` before; ghz and grpcurl are installed into target/bin once.
set -euo pipefail

kind=h2
total=20000
results=
scenarios=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --short) total=500 ;;
    --db) kind=${2:?h2, mariadb or mysql}; shift ;;
    --results) results=${2:?a directory}; shift ;;
    -*) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) scenarios+=("$1") ;;
  esac
  shift
done

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/load-tests/ghz
bin=$root/target/bin
work=$(mktemp -d)
# shellcheck source=../lib/servers.sh
source "$root/load-tests/lib/servers.sh"
trap stop_all EXIT
[[ -n $results ]] || results=$work/results
mkdir -p "$results"
results=$(cd "$results" && pwd)
# In this order: an assignment is accepted before it is completed.
[[ ${#scenarios[@]} -gt 0 ]] || scenarios=(submit_task get_task explain_task explain_hypothetical
  route_task pull_assignments accept_assignment complete_assignment stream_load)

install() { # PROGRAM MODULE@VERSION
  [[ -x $bin/$1 ]] || GOBIN=$bin go install "$2"
}

# The services that the server names, and one submit whose message is built from what it says.
check_grpcurl() {
  local listed answer
  local grpcurl=("$bin/grpcurl" -plaintext -connect-timeout 10 -max-time 20)
  listed=$("${grpcurl[@]}" "$server_address" list)
  for service in TaskService SpecialistService PoolService RoutingService HealthService; do
    grep -qx "smartrouting.v1.$service" <<<"$listed" || {
      echo "grpcurl: expected smartrouting.v1.$service among the services, got:" $listed >&2
      return 1
    }
  done
  answer=$("${grpcurl[@]}" -d '{"request_id": "grpcurl", "spec": {"title": "grpcurl"}}' \
    "$server_address" smartrouting.v1.TaskService/SubmitTask)
  grep -q '"state": "TASK_STATE_QUEUED"' <<<"$answer" || {
    echo "grpcurl: expected a task in TASK_STATE_QUEUED, got: $answer" >&2
    return 1
  }
  echo "grpcurl: ok"
}

run_scenario() { # NAME
  local calls=$total
  [[ $1 != stream_load ]] || calls=$((total / 50 < 20 ? 20 : total / 50))
  # Files of call data are named relative to the directory that ghz-data wrote.
  (cd "$work/data" && "$bin/ghz" --config "$here/scenarios/$1.json" --total "$calls" \
    --format json --output "$results/$1.json" "$server_address")
  python3 "$here/check.py" "$1" "$calls" "$results/$1.json"
}

install ghz github.com/bojand/ghz/cmd/ghz@v0.121.0
install grpcurl github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3
start_database "$kind"
start_server --set grpc.reflection=true
check_grpcurl
java -jar "$root/load-tests/target/load-tests.jar" ghz-data --target "$server_address" \
  --tasks "$total" --out "$work/data"
failed=0
for scenario in "${scenarios[@]}"; do
  run_scenario "$scenario" || failed=1
done
exit "$failed"
