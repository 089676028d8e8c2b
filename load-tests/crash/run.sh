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
db_pid=
cleanup() {
  if [[ -n $db_pid ]]; then
    kill "$db_pid" 2>/dev/null || true
    wait "$db_pid" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap cleanup EXIT

if [[ $kind == h2 ]]; then
  url="jdbc:h2:file:$work/router"
  user=sa
  export SMART_ROUTING_DATABASE_PASSWORD=
else
  coproc DB {
    exec java -cp "$(cat "$root/load-tests/target/test-classpath.txt")" \
      org.smartrouting.core.store.testing.DatabaseServer "$kind"
  }
  db_pid=$DB_PID
  read -r url <&"${DB[0]}"
  read -r _ user <&"${DB[0]}"
  read -r _ password <&"${DB[0]}"
  read -r _ _ <&"${DB[0]}"
  export SMART_ROUTING_DATABASE_PASSWORD=$password
fi

java -Xmx1g -jar "$root/load-tests/target/load-tests.jar" drill \
  --server-jar "$root/routing-server/target/routing-server.jar" \
  --db-url "$url" --db-user "$user" --tasks "$tasks" --kills "$kills" "$@"
