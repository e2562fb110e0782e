#!/usr/bin/env bash
# CPU microseconds per request of the gateway role in front of an orchestrator that does no work,
# beside nginx passing the same requests through, in alternating rounds. Linux only (/proc).
#
#   bench/gateway.sh [--clients 8] [--warm-up 24000] [--measured 12000] [--rounds 5]
#                    [--noise 0] [--data DIR] [--free] [--profile] [--frames 0]
#
# --free        in the same rounds also a gateway that keeps no ledger and no receipts: what these
#               cost. The account that asks has a budget
# --noise 2     the orchestrator's 256x256 picture has 108 kB like a photo's, not 4 kB
# --data DIR    where results are stored; default a folder on tmpfs (/dev/shm)
# --profile     one more load under the JDK's CPU-time profiler: where the microseconds go
# --frames N    with --profile, also the N most frequent innermost frames
# PIXELGATE_JVM_OPTIONS is passed on to the gateway, as ./pixelgate does.
set -eu

clients=8 warm_up=24000 measured=12000 rounds=5 noise=0 data="" profile="" frames=0 free=""
while [ $# -gt 0 ]; do
  case $1 in
    --clients) clients=$2; shift ;;
    --warm-up) warm_up=$2; shift ;;
    --measured) measured=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    --noise) noise=$2; shift ;;
    --data) data=$2; shift ;;
    --free) free=yes ;;
    --profile) profile=yes ;;
    --frames) frames=$2; shift ;;
    *) echo "gateway.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
nginx=$(PATH=$PATH:/usr/sbin command -v nginx || true)
if [ -z "$nginx" ]; then
  echo "gateway.sh: needs nginx as the yardstick (Debian: apt-get install nginx-light)" >&2
  exit 2
fi

if [ -n "$data" ]; then
  data=$(mktemp -d "$data/pixelgate-bench.XXXXXX")
else
  data=$(mktemp -d /dev/shm/pixelgate-bench.XXXXXX)
fi
folders+=("$data")
read -r orchestrator_port gateway_port free_port nginx_port <<<"$(free_ports 4)"

# configuration PORT DATA
configuration() {
  cat <<YAML
role: gateway
listen: { port: $1 }
data: $2
cache: { scope: off } # every request has the same picture
accounts: [ { name: acme, key-sha256: $(printf %s "$BENCH_KEY" | sha256sum | cut -c 1-64), budget: 1000000 USD/month } ]
YAML
  trivial_orchestrator "$orchestrator_port"
}

export BENCH_KEY=pg_bench
configuration "$gateway_port" "$data" >"$work/pixelgate.yaml"
configuration "$free_port" "$data/free" >"$work/free.yaml"
cat >"$work/nginx.conf" <<NGINX
daemon off;
master_process off;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_max_body_size 20m;
  client_body_buffer_size 256k;
  proxy_buffers 8 64k;
  keepalive_requests 1000000;
  upstream orchestrator { server 127.0.0.1:$orchestrator_port; keepalive 64; }
  server {
    listen 127.0.0.1:$nginx_port;
    location / {
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_pass http://orchestrator;
    }
  }
}
NGINX

start_bench orchestrator TrivialOrchestrator "$orchestrator_port" "$noise"
"$nginx" -p "$work" -c "$work/nginx.conf" 2>>"$work/nginx.log" &
nginx_pid=$!
pids+=("$nginx_pid")
await_port "$orchestrator_port"
await_port "$nginx_port"

start_gateway() {
  start_pixelgate gateway "$@" serve --config "$work/pixelgate.yaml"
  gateway_pid=$!
  await_port "$gateway_port"
}

describe_machine
cat "$work/orchestrator.log"
echo "clients=$clients warm_up=$warm_up measured=$measured data=$(stat -f -c %T "$data")"
start_gateway
free_target=()
if [ -n "$free" ]; then
  start_free_gateway free "$work/free.yaml"
  free_target=("free=$!@http://127.0.0.1:$free_port/upscale")
  await_port "$free_port"
fi
failed=0
bench LoadClient "$clients" "$warm_up" "$measured" "$rounds" \
  "gateway=$gateway_pid@http://127.0.0.1:$gateway_port/upscale" \
  "${free_target[@]}" \
  "nginx=$nginx_pid@http://127.0.0.1:$nginx_port/upscale" || failed=1
if [ "$(grep -c ' status=200 ' "$work/gateway.log")" -lt "$measured" ]; then
  echo "gateway.sh: the gateway did not log the requests it should have served" >&2
  tail -5 "$work/gateway.log" >&2
  failed=1
fi
echo "stored=$(find "$data/media" -name '*.png' | wc -l) pictures"
stop "$gateway_pid"

if [ -n "$profile" ]; then
  rm -rf "$data/media"
  cat >"$work/cpu.jfc" <<'JFC'
<?xml version="1.0" encoding="UTF-8"?>
<configuration version="2.0">
  <event name="jdk.CPUTimeSample">
    <setting name="enabled">true</setting>
    <setting name="throttle">1ms</setting>
    <setting name="stackTrace">true</setting>
  </event>
</configuration>
JFC
  # Netty's and Vert.x's stacks are deeper than the 64 frames that are kept by default.
  start_gateway -XX:FlightRecorderOptions:stackdepth=256
  bench LoadClient "$clients" "$warm_up" 100 1 \
    "gateway=$gateway_pid@http://127.0.0.1:$gateway_port/upscale" >/dev/null
  "$jdk/bin/jcmd" "$gateway_pid" JFR.start name=cpu "settings=$work/cpu.jfc" >/dev/null
  bench LoadClient "$clients" 0 $((2 * measured)) 1 \
    "gateway=$gateway_pid@http://127.0.0.1:$gateway_port/upscale" >/dev/null
  "$jdk/bin/jcmd" "$gateway_pid" JFR.stop name=cpu "filename=$work/cpu.jfr" >/dev/null
  stop "$gateway_pid"
  bench Phases "$work/cpu.jfr" "$frames"
fi
exit "$failed"
