# Runs of whole processes: the demo, and servers that are killed under load.

step_demo() {
  local jar_demo=$out/demo.json
  (cd "$(mktemp -d "$out/demo.XXXXXX")" && timeout 120 java -jar "$jar" demo --json) >"$jar_demo"
  python3 -m json.tool "$jar_demo"
}

crash() {
  [[ -x load-tests/crash/run.sh ]] || return "$SKIPPED"
  timeout 300 load-tests/crash/run.sh "$1" 4000
}

step_crash_h2() { crash h2; }
step_crash_mariadb() { crash mariadb; }
step_crash_mysql() { crash mysql; }
