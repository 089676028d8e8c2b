#!/usr/bin/env bash
# Checks a running server with programs in other languages, generated from our .proto files.
# Usage: run.sh prepare            installs the libraries and generates the code, under target/
#        run.sh PORT [LANGUAGE...] runs the programs; default: python go node
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
out=$root/target/polyglot
proto=$root/proto/src/main/protobuf
google=$root/proto/target/google-protos

generate() { # with the protoc of Python's grpcio-tools, for Go too
  "$out/venv/bin/python" -m grpc_tools.protoc -I "$proto" -I "$google" "$@" \
    "$proto"/smartrouting/v1/*.proto
}

prepare_python() {
  [[ -x $out/venv/bin/pip ]] || python3 -m venv "$out/venv"
  "$out/venv/bin/pip" install --quiet --disable-pip-version-check -r python/requirements.txt
  rm -rf "$out/python-gen" && mkdir -p "$out/python-gen"
  generate --python_out="$out/python-gen" --grpc_python_out="$out/python-gen"
}

prepare_go() {
  local gen=$out/go-gen
  GOBIN=$root/target/bin go install google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12
  GOBIN=$root/target/bin go install google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2
  rm -rf "$gen" && mkdir -p "$gen"
  PATH=$root/target/bin:$PATH generate \
    --go_out="$gen" --go_opt=module=smartrouting.org/gen \
    --go-grpc_out="$gen" --go-grpc_opt=module=smartrouting.org/gen
  cp go/gen.mod "$gen/go.mod"
  (cd go && go vet . && go build -o "$out/go-check" .)
}

prepare_node() {
  mkdir -p "$out/node"
  cp node/package.json node/package-lock.json node/.npmrc node/check.mjs "$out/node/"
  (cd "$out/node" && npm ci --ignore-scripts --no-audit --no-fund --silent)
}

check_python() { PYTHONPATH=$out/python-gen "$out/venv/bin/python" python/check.py "$1"; }
check_go() { "$out/go-check" "$1"; }
check_node() { node "$out/node/check.mjs" "$1" "$proto" "$google"; }

if [[ ${1:?usage: run.sh prepare, or run.sh PORT [LANGUAGE...]} == prepare ]]; then
  mkdir -p "$out"
  "$root/proto/export-google-protos.sh"
  prepare_python
  prepare_go
  prepare_node
  exit
fi
port=$1
shift
[[ $# -gt 0 ]] || set -- python go node
failed=0
for language in "$@"; do
  "check_$language" "$port" || failed=1
done
exit "$failed"
