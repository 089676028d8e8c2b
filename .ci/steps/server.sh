# A server from the jar on a free port with a database of its own, and the programs that check it.

pid_file=$out/server.pid
port_file=$out/server.port
admin_port_file=$out/server.admin-port
jar=$root/routing-server/target/routing-server.jar

# A process that ended but was not waited for by its parent still has its id; it counts as gone.
alive() {
  [[ -r /proc/$1/stat && $(sed 's/.*) \(.\).*/\1/' "/proc/$1/stat") != Z ]]
}

# The port is chosen here because it must be known outside the server.
free_port() {
  python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])'
}

step_server_start() {
  local port admin_port database
  stop_server
  port=$(free_port)
  admin_port=$(free_port)
  database=$(mktemp -d "$out/h2.XXXXXX")
  java -jar "$jar" serve --set grpc.port="$port" --set grpc.reflection=true \
    --set admin.port="$admin_port" \
    --set database.url="jdbc:h2:file:$database/router" >"$out/server.log" 2>&1 &
  echo $! >"$pid_file"
  echo "$port" >"$port_file"
  echo "$admin_port" >"$admin_port_file"
  for ((i = 0; i < 300; i++)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port" 4<>"/dev/tcp/127.0.0.1/$admin_port") 2>/dev/null; then
      echo "listens on 127.0.0.1:$port, for HTTP on $admin_port"
      return 0
    fi
    alive "$(cat "$pid_file")" || break
    sleep 0.1
  done
  echo "the server does not listen; its log:" >&2
  tail -50 "$out/server.log" >&2
  return 1
}

# Also runs at the end of everything, so that no server is left behind.
stop_server() {
  local pid
  [[ -f $pid_file ]] || return 0
  pid=$(cat "$pid_file")
  rm -f "$pid_file" "$port_file" "$admin_port_file"
  alive "$pid" || return 0
  kill "$pid"
  for ((i = 0; i < 300; i++)); do
    alive "$pid" || return 0
    sleep 0.1
  done
  echo "the server did not stop within 30 s and was killed" >&2
  kill -9 "$pid"
  return 1
}

step_server_stop() {
  alive "$(cat "$pid_file")" || {
    echo "the server ended by itself; its log:" >&2
    tail -50 "$out/server.log" >&2
    return 1
  }
  stop_server
}

step_polyglot_prepare() { load-tests/polyglot/run.sh prepare; }
step_polyglot() { load-tests/polyglot/run.sh "$(cat "$port_file")"; }

# Clients of the Model Context Protocol; they restart the server in its process.
step_mcp_prepare() { load-tests/mcp/run.sh prepare; }
step_mcp_http() { load-tests/mcp/run.sh http "$(cat "$admin_port_file")"; }
step_mcp_stdio() { load-tests/mcp/run.sh stdio; }
