# Starts the processes that a run needs, and stops them by their ids. To be sourced by a script that
# sets `root`, the top of the project, and `work`, a directory of its own that is removed at the end.
# Needs `mvn -DskipTests package` before.

db_pid=
server_pid=
db_url=
db_user=
server_address=

# start_database h2|mariadb|mysql: sets db_url and db_user; the password goes into the environment
# that the server reads. Servers come from Maven artifacts; H2 is a file in $work.
start_database() {
  if [[ $1 == h2 ]]; then
    db_url="jdbc:h2:file:$work/router"
    db_user=sa
    export SMART_ROUTING_DATABASE_PASSWORD=
    return
  fi
  coproc DB {
    exec java -cp "$(cat "$root/load-tests/target/test-classpath.txt")" \
      org.smartrouting.core.store.testing.DatabaseServer "$1"
  }
  db_pid=$DB_PID
  local password
  read -r db_url <&"${DB[0]}"
  read -r _ db_user <&"${DB[0]}"
  read -r _ password <&"${DB[0]}"
  read -r _ _ <&"${DB[0]}"
  export SMART_ROUTING_DATABASE_PASSWORD=$password
}

# start_server [OPTION...]: starts the server's jar on a free port of the loopback interface, with
# these options of `serve`, and sets server_address.
start_server() {
  local log=$work/server.log
  java -Xmx2g -jar "$root/routing-server/target/routing-server.jar" serve --port 0 \
    --set admin.enabled=false --db-url "$db_url" --db-user "$db_user" "$@" >"$log" 2>&1 &
  server_pid=$!
  for ((i = 0; i < 600; i++)); do
    server_address=$(sed -n 's#.*listening on \[/\([0-9.]*:[0-9]*\)\].*#\1#p' "$log" | head -1)
    [[ -z $server_address ]] || return 0
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  echo "the server does not listen; its log:" >&2
  tail -50 "$log" >&2
  return 1
}

# stop_process PID: asks a child to stop and waits for it.
stop_process() {
  [[ -n $1 ]] || return 0
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# To be run at the end, however that comes.
stop_all() {
  stop_process "$server_pid"
  stop_process "$db_pid"
  rm -rf "$work"
}
