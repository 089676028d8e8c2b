#!/usr/bin/env bash
# Replays a trace against real processes: a database, the server's jar, and the load program.
#
#   load-tests/replay/run.sh h2|mariadb|mysql --trace F --fleet F [more options of `replay`]
#
# Needs `mvn -DskipTests package` before. Exits 0 when no task was lost or done twice and no
# specialist had more than its slots. Everything that was started is stopped at the end.
set -euo pipefail

kind=${1:?h2, mariadb or mysql}
shift

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
# shellcheck source=../lib/servers.sh
source "$root/load-tests/lib/servers.sh"
trap stop_all EXIT
start_database "$kind"
start_server

java -Xmx2g -jar "$root/load-tests/target/load-tests.jar" replay --target "$server_address" "$@"
