# Runs of whole processes: the demo, and servers that are killed under load.

# The demo says itself whether all tasks were done, none lost and none done twice.
step_demo() {
  local report=$out/demo.json directory status=0
  directory=$(mktemp -d "$out/demo.XXXXXX")
  (cd "$directory" && timeout 120 java -jar "$jar" demo --json) \
    >"$report" 2>"$out/demo.log" || status=$?
  python3 -m json.tool "$report" || tail -50 "$out/demo.log" >&2
  return "$status"
}

crash() {
  [[ -x load-tests/crash/run.sh ]] || return "$SKIPPED"
  timeout 300 load-tests/crash/run.sh "$1" 4000
}

step_crash_h2() { crash h2; }
step_crash_mariadb() { crash mariadb; }
step_crash_mysql() { crash mysql; }
