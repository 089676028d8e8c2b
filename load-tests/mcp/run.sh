#!/usr/bin/env bash
# Checks the tools of a router with clients of the Model Context Protocol in other languages.
# Usage: run.sh prepare                   installs the libraries, under target/
#        run.sh http PORT [LANGUAGE...]   runs the programs against the admin port of a server
#        run.sh stdio [LANGUAGE...]       runs them, each with a router of its own from the jar
# Languages: python node; default: both.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
out=$root/target/mcp
jar=$root/routing-server/target/routing-server.jar

prepare_python() {
  [[ -x $out/venv/bin/pip ]] || python3 -m venv "$out/venv"
  "$out/venv/bin/pip" install --quiet --disable-pip-version-check -r python/requirements.txt
}

prepare_node() {
  mkdir -p "$out/node"
  cp node/package.json node/package-lock.json node/.npmrc node/check.mjs "$out/node/"
  (cd "$out/node" && npm ci --ignore-scripts --no-audit --no-fund --silent)
}

check_python() { "$out/venv/bin/python" python/check.py "$@"; }
check_node() { node "$out/node/check.mjs" "$@"; }

kind=${1:?usage: run.sh prepare, run.sh http PORT [LANGUAGE...], or run.sh stdio [LANGUAGE...]}
shift
if [[ $kind == prepare ]]; then
  prepare_python
  prepare_node
  exit
fi
if [[ $kind == http ]]; then
  url=http://127.0.0.1:${1:?the admin port is missing}/mcp
  shift
fi
[[ $# -gt 0 ]] || set -- python node
failed=0
for language in "$@"; do
  if [[ $kind == http ]]; then
    "check_$language" http "$url" || failed=1
  else
    data=$(mktemp -d "$out/data.XXXXXX")
    "check_$language" stdio java -jar "$jar" mcp --data "$data" || failed=1
  fi
done
exit "$failed"
