# Read by the benchmarks: an endpoint with one fixed answer, suites of any size, and what a command costs.
# Gives: $work (a folder that goes at the end), need, start_endpoint (sets $port), write_suite CASES, run_suite PROGRAM IN_FLIGHT, measure COMMAND….

need() {
  command -v "$1" >/dev/null 2>&1 && return
  echo "installing $2 with apt-get" >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}
need /usr/bin/time time
need nginx nginx-light
need curl curl

work=$(mktemp -d)
nginx_pid=
cleanup() {
  [ -z "$nginx_pid" ] || kill "$nginx_pid" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

# A free port: bind it for a moment by asking the kernel through bash is not possible, so try some.
start_endpoint() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + RANDOM % 20000))
    cat >"$work/nginx.conf" <<EOF
daemon off; pid $work/nginx.pid; error_log $work/error.log; worker_processes 1;
events { worker_connections 1024; }
http {
  access_log off; client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  keepalive_requests 1000000; client_max_body_size 64m;
  server {
    listen 127.0.0.1:$port;
    location / {
      default_type application/json;
      return 200 '{"id":"x","object":"chat.completion","created":0,"model":"bench","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"tool_1","arguments":"{\\\\"query\\\\":\\\\"login\\\\"}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":700,"completion_tokens":12,"total_tokens":712}}';
    }
  }
}
EOF
    nginx -p "$work" -c "$work/nginx.conf" 2>/dev/null &
    nginx_pid=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      sleep 0.1
      curl -s -o /dev/null "http://127.0.0.1:$port/" && return
      kill -0 "$nginx_pid" 2>/dev/null || break
    done
  done
  echo "no endpoint: nginx did not start (see its messages above)" >&2
  exit 1
}

# Ten tools, and as many cases as asked, each expecting one call of the first tool.
write_suite() {
  awk 'BEGIN {
    printf "{\"tools\":["
    for (t = 1; t <= 10; t++) printf "%s{\"name\":\"tool_%d\",\"description\":\"Tool number %d looks for records of kind %d by words, state or owner and lists what it finds.\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"query\":{\"type\":\"string\",\"description\":\"Words to look for\"},\"state\":{\"type\":\"string\",\"enum\":[\"open\",\"closed\"]}},\"required\":[\"query\"],\"additionalProperties\":false}}", (t > 1 ? "," : ""), t, t, t
    print "]}"
  }' >"$work/tools.json"
  awk -v n="$1" 'BEGIN {
    printf "{\"schema\":\"toolsight/suite/v1\",\"name\":\"bench\",\"tools\":\"tools.json\",\"cases\":["
    for (i = 1; i <= n; i++) printf "%s{\"id\":\"case-%d\",\"prompt\":\"Is there already a record of kind 1 about the login page of customer %d?\",\"expect\":{\"tool_1\":{\"query\":\"login\"}}}", (i > 1 ? "," : ""), i, i
    print "]}"
  }' >"$work/suite.json"
}

# user + system seconds, elapsed seconds and peak memory of a command
measure() {
  /usr/bin/time -o "$work/time" -f '%U %S %e %M' "$@" >"$work/out" 2>"$work/err" || true
  tail -n 1 "$work/time"
}

# A whole run of the suite that was written, with history and both reports; fails where a report is missing.
run_suite() {
  rm -rf "$work/history.sqlite"* "$work/reports"
  suite=("$1" run "$work/suite.json" --model "openai:bench@http://127.0.0.1:$port/v1" --concurrency "$2"
    --history "$work/history.sqlite" --output "$work/reports" --quiet)
  "${@:3}" "${suite[@]}" || { cat "$work/err" >&2; exit 1; }
  [ -s "$work/reports/report.json" ] && [ -s "$work/reports/report.html" ] || { cat "$work/err" >&2; exit 1; }
}
