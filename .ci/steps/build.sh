# What the build needs, and the build with all tests of the Java modules.

SKIPPED=77 # the status of a step that has nothing to do here

step_versions() {
  java -version
  mvn -B -version
  go version
  echo "node $(node --version), npm $(npm --version)"
  python3 --version
  nproc
}

# The system libraries of the MySQL server that the tests start.
step_libraries() {
  local library missing=() as_root=()
  for library in libaio1 libnuma1; do
    dpkg-query -W -f='${Status}' "$library" 2>/dev/null | grep -q 'install ok' ||
      missing+=("$library")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  [[ $(id -u) -eq 0 ]] || as_root=(sudo)
  "${as_root[@]}" apt-get update -q
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -q -y "${missing[@]}"
}

step_build() {
  SMART_ROUTING_REQUIRE_MYSQL=true mvn -B -ntp verify
}

# Lints our .proto files and builds them with the google ones that they import. Those are a second
# module, in a configuration made here, so that the committed one needs nothing that is generated.
step_buf() {
  local buf=$out/buf/node_modules/.bin/buf
  npm install --prefix "$out/buf" --no-audit --no-fund --no-save --ignore-scripts --silent \
    @bufbuild/buf@1.75.0
  proto/export-google-protos.sh
  cd proto
  sed 's#^\( *- path: \)src/main/protobuf#&\n\1target/google-protos#' buf.yaml >target/buf.yaml
  "$buf" --version
  "$buf" lint --config target/buf.yaml --path src/main/protobuf/smartrouting
  "$buf" build --config target/buf.yaml -o /dev/null
}
