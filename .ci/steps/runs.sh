# Runs of whole processes: the demo, load, and servers that are killed under load.

# The demo says itself whether all tasks were done, none lost and none done twice.
step_demo() {
  local report=$out/demo.json directory status=0
  directory=$(mktemp -d "$out/demo.XXXXXX")
  (cd "$directory" && timeout 120 java -jar "$jar" demo --json) \
    >"$report" 2>"$out/demo.log" || status=$?
  python3 -m json.tool "$report" || tail -50 "$out/demo.log" >&2
  return "$status"
}

step_demo_orchestrate() {
  local directory
  directory=$(mktemp -d "$out/demo.XXXXXX")
  (cd "$directory" && timeout 120 java -jar "$jar" demo --orchestrate) | tee "$out/orchestrate.log"
  grep -q 'There are 3,245 primes below 30,000' "$out/orchestrate.log"
}

# Every scenario of ghz, and grpcurl, against a server of their own.
step_ghz() {
  timeout 400 load-tests/ghz/run.sh --short --results "$out/ghz"
}

# A short trace at ten times its speed against real processes; it checks itself what became of it.
step_replay() {
  local load=(java -jar load-tests/target/load-tests.jar)
  "${load[@]}" trace synthetic --out "$out/trace.csv" --tasks 1000 --rate 20 \
    --deadlines none=8,30=2
  "${load[@]}" trace fleet --out "$out/fleet.csv"
  timeout 300 load-tests/replay/run.sh h2 --trace "$out/trace.csv" --fleet "$out/fleet.csv" \
    --time-scale 10 --json "$out/replay.json" 2>"$out/replay.log" || {
    tail -20 "$out/replay.log" >&2
    return 1
  }
}

# Whether each way through the router works under load; the figures are not judged.
step_drive() {
  local mode
  for mode in stream unary route submit echo; do
    timeout 200 java -jar load-tests/target/load-tests.jar drive --mode "$mode" --in-flight 64 \
      --warm-up 2s --duration 3s
  done
}

crash() {
  [[ -x load-tests/crash/run.sh ]] || return "$SKIPPED"
  timeout 300 load-tests/crash/run.sh "$1" 4000
}

step_crash_h2() { crash h2; }
step_crash_mariadb() { crash mariadb; }
step_crash_mysql() { crash mysql; }
