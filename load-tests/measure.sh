#!/usr/bin/env bash
# Makes the figures in load-tests/results: runs everything against real processes, one after the other,
# and writes reports and plots there, and their tables into the README.md beside them.
#
#   load-tests/measure.sh [--azure DIR] [--db h2|mariadb|mysql] [--out DIR] [STEP...]
#
# Steps: theory agreement azure compare bench drive ghz; all without a name. DIR of --azure has
# Azure's traces (see README); without it azure and compare are left out. Needs
# `mvn -DskipTests package` before and a machine that does nothing else; takes about 40 minutes.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
azure=
kind=mariadb
out=$root/load-tests/results
steps=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --azure) azure=$(cd "${2:?a directory}" && pwd); shift ;;
    --db) kind=${2:?h2, mariadb or mysql}; shift ;;
    --out) out=${2:?a directory}; shift ;;
    -*) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) steps+=("$1") ;;
  esac
  shift
done
[[ ${#steps[@]} -gt 0 ]] || steps=(theory agreement azure compare bench drive ghz)

mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
# shellcheck source=lib/servers.sh
source "$root/load-tests/lib/servers.sh"
trap stop_all EXIT

commit=$(git -C "$root" rev-parse --short HEAD)
machine="$(nproc) x $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(
  sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo | awk '{printf "%.0f GiB", $1 / 1048576}'
), $(java -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/Java \1/p')"
load() { java -Xmx4g -jar "$root/load-tests/target/load-tests.jar" "$@"; }
simulate() { load simulate --commit "$commit" --machine "$machine" "$@"; }
replay() {
  "$root/load-tests/replay/run.sh" "$kind" --commit "$commit" --machine "$machine" "$@"
}

# What the tests measure against theories, written down by themselves; and M/M/c queues of a million
# tasks, to be compared with Erlang's formula.
step_theory() {
  mvn -q -f "$root/pom.xml" -pl routing-core,load-tests -am test -Dfindings="$work/findings" \
    -Dtest='QueueTheoryTest,PriorityTheoryTest,FleetTheoryTest,BanditTest,FairnessTest' \
    -Dsurefire.failIfNoSpecifiedTests=false
  python3 "$root/load-tests/lib/theory.py" findings theory.json theory.md
  cat theory.md
  local c rate
  for c in 1 10 100; do
    rate=$([[ $c == 100 ]] && echo 95 || awk "BEGIN {print 0.8 * $c}")
    load trace synthetic --tasks 1000000 --rate "$rate" --priorities NORMAL=1 --tenants all=1 \
      --seed 11 --out "mm$c.csv"
    load trace fleet --specialists "$c" --slots 1=1 --speeds 1=1 --success 1=1 --out "mm$c-fleet.csv"
    simulate --trace "mm$c.csv" --fleet "mm$c-fleet.csv" --json "theory-mm$c.json"
  done
}

# A stationary load, simulated and replayed at its own speed: waits are to be the same.
step_agreement() {
  load trace synthetic --tasks 800 --rate 4 --service-mean-s 2 --seed 12 --out agreement.csv
  load trace fleet --specialists 10 --slots 1=1 --speeds 1=1 --success 1=1 --out agreement-fleet.csv
  local files=(--trace agreement.csv --fleet agreement-fleet.csv)
  simulate "${files[@]}" --json agreement-simulate.json
  replay "${files[@]}" --time-scale 1 --warm-up 20s --json agreement-replay.json
  # A task that finds a free slot waits for commits and messages only, and most of them do: the median
  # is what a handover takes. With it, the simulation has all that is known of the difference.
  local handover
  handover=$(python3 -c 'import json; print(json.load(open("agreement-replay.json"))["wait_ms"]["p50"])')
  simulate "${files[@]}" --handover-ms "$handover" --json agreement-simulate-handover.json
  load compare --in agreement-simulate.json --in agreement-simulate-handover.json \
    --in agreement-replay.json
}

# Both of Azure's traces at sixty times their speed.
step_azure() {
  [[ -n $azure ]] || {
    echo "no --azure DIR: left out"
    return
  }
  # With deadlines, so that work is taken from those who are at it.
  load trace azure --in "$azure"/*conv.csv --out azure-conv.csv --task-types chat=8,summary=2 \
    --skills 'llm:1=5,llm:2=3,llm:3=2' --deadlines none=6,30=2,300=2
  load trace azure --in "$azure"/*code.csv --out azure-code.csv --task-types complete=7,review=3 \
    --skills 'code:1=6,code:3=4' --deadlines none=6,30=2,300=2
  load trace fleet --specialists 16 --skills 'llm:2=4,llm:4=3,llm:1=3' --slots 1=1,2=2,4=1 --seed 7 \
    --out azure-conv-fleet.csv
  load trace fleet --specialists 10 --skills 'code:2=5,code:4=5' --slots 1=2,2=1 --seed 7 \
    --out azure-code-fleet.csv
  local name
  for name in azure-conv azure-code; do
    local files=(--trace "$name.csv" --fleet "$name-fleet.csv")
    simulate "${files[@]}" --json "$name-simulate.json"
    replay "${files[@]}" --time-scale 60 --warm-up 20s --json "$name-replay.json"
    load compare --in "$name-simulate.json" --in "$name-replay.json"
    load plot --in "$name-simulate.json" --in "$name-replay.json" --out "$name.svg"
  done
}

# Policies against each other on Azure's traces, at a load at which waiting matters.
step_compare() {
  [[ -n $azure ]] || {
    echo "no --azure DIR: left out"
    return
  }
  local mixes=(--generated-token-s 0.05 --priorities CRITICAL=5,HIGH=20,NORMAL=50,LOW=15,BULK=10
    --deadlines none=5,60=2,120=2,600=1)
  local fleets=(--speeds 0.5=2,1=4,2=2 --costs-per-s 0.2=2,1=4,3=2)
  load trace azure --in "$azure"/*conv.csv --out compare-conv.csv "${mixes[@]}" --seed 21 \
    --task-types chat=6,summary=3,translate=1 --skills 'llm:1=4,llm:2=3,llm:3=2,llm:2;legal:1=1'
  load trace azure --in "$azure"/*code.csv --out compare-code.csv "${mixes[@]}" --seed 22 \
    --task-types complete=7,review=3 --skills 'code:1=5,code:2=3,code:3=1,code:2;security:1=1'
  load trace fleet --specialists 40 --seed 13 --out compare-conv-fleet.csv "${fleets[@]}" \
    --slots 1=4,2=2,4=1 --skills 'llm:1=2,llm:2=3,llm:3=3,llm:3;legal:2=2' \
    --success 'chat=0.97;summary=0.75;*=0.9=3,chat=0.8;summary=0.98;*=0.9=3,*=0.95=3,*=0.6=1'
  load trace fleet --specialists 10 --seed 33 --out compare-code-fleet.csv "${fleets[@]}" \
    --slots 1=6,2=3 --skills 'code:1=2,code:2=3,code:3=3,code:3;security:2=2' \
    --success 'complete=0.97;review=0.75=3,complete=0.8;review=0.98=3,*=0.95=3,*=0.6=1'
  local policies=(--policy default) policy name
  for policy in random round-robin least-loaded longest-idle strict deadlines-first; do
    cp "$root/load-tests/policies/$policy.json" .
    policies+=(--policy "$policy.json")
  done
  for name in compare-conv compare-code; do
    load policies --trace "$name.csv" --fleet "$name-fleet.csv" "${policies[@]}" --seeds 8 \
      --commit "$commit" --machine "$machine" --json "$name.json" --markdown "$name.md"
  done
  for policy in "${policies[@]}"; do
    [[ $policy != *.json ]] || rm "$policy"
  done
}

# Single decisions of the engine at its design size.
step_bench() {
  load bench --commit "$commit" --machine "$machine" --json index.json
}

# Throughput of each way through the router, and of a bare echo beside it.
step_drive() {
  start_database "$kind"
  start_server
  local mode
  for mode in stream unary route submit; do
    load drive --target "$server_address" --mode "$mode" --warm-up 20s --duration 15s \
      --json "drive-$mode.json"
    load drive --target "$server_address" --mode "$mode" --warm-up 10s --duration 15s \
      --durability relaxed --callbacks "$([[ $mode == stream ]] && echo fixed || echo transport)" \
      --json "drive-$mode-relaxed.json"
  done
  load drive --mode echo --callbacks transport --warm-up 10s --duration 15s --json drive-echo.json
  stop_process "$server_pid"
  stop_process "$db_pid"
  server_pid=
  db_pid=
}

step_ghz() {
  "$root/load-tests/ghz/run.sh" --db "$kind" --results "$out/ghz"
}

# Files are named relative to the directory of the run: their names are in the reports.
cd "$work"
echo "commit $commit; $machine; $kind"
for step in "${steps[@]}"; do
  echo "== $step"
  "step_$step" 2>"$work/$step.log" || {
    tail -30 "$work/$step.log" >&2
    exit 1
  }
  find . -maxdepth 1 \
    \( -name '*.json' -o -name '*.md' -o -name '*.svg' -o -name '*-fleet.csv' -name '[ac][zo]*' \) \
    -exec mv {} "$out" \;
done
if [[ -f $out/README.md ]]; then
  python3 "$root/load-tests/lib/page.py" "$out"
fi
