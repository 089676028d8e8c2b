#!/usr/bin/env bash
# Checks a running server that has reflection on: grpcurl lists its services and submits a task, and
# ghz submits 200 tasks without one failure.
# Usage: smoke.sh prepare   installs grpcurl and ghz into target/bin
#        smoke.sh PORT
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
bin=$root/target/bin

if [[ ${1:?usage: smoke.sh prepare, or smoke.sh PORT} == prepare ]]; then
  GOBIN=$bin go install github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3
  GOBIN=$bin go install github.com/bojand/ghz/cmd/ghz@v0.121.0
  exit
fi
target=127.0.0.1:$1

listed=$("$bin/grpcurl" -plaintext -connect-timeout 10 -max-time 20 "$target" list)
for service in TaskService SpecialistService PoolService RoutingService HealthService; do
  grep -qx "smartrouting.v1.$service" <<<"$listed" || {
    echo "grpcurl: expected smartrouting.v1.$service among the services, got:" $listed >&2
    exit 1
  }
done

# Nobody has this skill: the tasks wait, and no specialist of another check gets them.
submit() {
  local requirement='{"skills": [{"skill": "smoke"}]}'
  echo '{"request_id": "'"$1"'", "spec": {"title": "smoke", "requirement": '"$requirement"'}}'
}
answer=$("$bin/grpcurl" -plaintext -connect-timeout 10 -max-time 20 -d "$(submit "grpcurl-$$")" \
  "$target" smartrouting.v1.TaskService/SubmitTask)
grep -q '"state": "TASK_STATE_QUEUED"' <<<"$answer" || {
  echo "grpcurl: expected a task in TASK_STATE_QUEUED, got: $answer" >&2
  exit 1
}
echo "grpcurl: ok"

report=$("$bin/ghz" --insecure --call smartrouting.v1.TaskService/SubmitTask --total 200 \
  --concurrency 10 --connections 2 --timeout 10s --format json \
  --data "$(submit "ghz-$$-{{.RequestNumber}}")" "$target")
python3 - "$report" <<'P'
import json, sys

codes = json.loads(sys.argv[1])["statusCodeDistribution"]
if codes != {"OK": 200}:
    sys.exit(f"ghz: expected 200 OK and nothing else, got {codes}")
print("ghz: ok")
P
