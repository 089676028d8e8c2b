#!/usr/bin/env bash
# Writes the google/api and google/rpc .proto files that ours import to proto/target/google-protos,
# from the same Maven artifact, in the same version, that the Java build uses.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -ntp -q -pl proto dependency:unpack-dependencies \
  -DincludeArtifactIds=proto-google-common-protos \
  -Dmdep.unpack.includes='google/api/*.proto,google/rpc/*.proto' \
  -DoutputDirectory="$PWD/proto/target/google-protos"
[[ -f proto/target/google-protos/google/rpc/error_details.proto ]] || {
  echo "google/rpc/error_details.proto was not unpacked" >&2
  exit 1
}
