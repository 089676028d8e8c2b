#!/usr/bin/env bash
# Kills a server with `kill -9` in the middle of its work, starts it again, and counts what became of
# the tasks: every acknowledged one must have succeeded exactly once.
#
#   load-tests/crash/run.sh h2|mariadb|mysql [tasks] [kills] [more options of `drill`]
#
# Needs `mvn -DskipTests package` before. Prints one line of counts; exits 0 when they are as they
# should be. Database servers come from Maven artifacts and are stopped at the end.
set -euo pipefail

kind=${1:?h2, mariadb or mysql}
tasks=${2:-20000}
kills=${3:-1}
shift $(($# < 3 ? $# : 3))

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
# shellcheck source=../lib/servers.sh
source "$root/load-tests/lib/servers.sh"
trap stop_all EXIT
start_database "$kind"

java -Xmx1g -jar "$root/load-tests/target/load-tests.jar" drill \
  --server-jar "$root/routing-server/target/routing-server.jar" \
  --db-url "$db_url" --db-user "$db_user" --tasks "$tasks" --kills "$kills" "$@"
