#!/usr/bin/env bash
# The gateway in front of Livepeer orchestrators of another process, over TLS. First CPU microseconds
# and milliseconds a request: three orchestrators, three among a thousand that are discovered all the
# time, and beside them an ai-runner and nginx passing the same requests through to it. Then what
# clients see when orchestrators are full, slow, broken, killed or frozen. Linux only (/proc).
#
#   bench/market.sh [--clients 8] [--warm-up 8000] [--measured 4000] [--rounds 3]
#                   [--only load,scenes]
set -eu

clients=8 warm_up=8000 measured=4000 rounds=3 only=load,scenes
while [ $# -gt 0 ]; do
  case $1 in
    --clients) clients=$2 ;;
    --warm-up) warm_up=$2 ;;
    --measured) measured=$2 ;;
    --rounds) rounds=$2 ;;
    --only) only=$2 ;;
    *) echo "market.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
nginx=$(PATH=$PATH:/usr/sbin command -v nginx || true)
model=stabilityai/stable-diffusion-x4-upscaler
data=$(mktemp -d /dev/shm/pixelgate-bench.XXXXXX)
folders+=("$data")

wanted() {
  case ,$only, in *,"$1",*) return 0 ;; *) return 1 ;; esac
}

# configuration NAME PORT DISCOVERY-EVERY FIRST-NODE COUNT: of a gateway that buys from these nodes;
# a later node is dearer.
configuration() {
  cat <<YAML
role: gateway
listen: { port: $2 }
data: $data/$1
defaults: { upscale: $model }
discovery: { every: $3 }
orchestrators:
YAML
  local node
  for node in $(seq 0 $(($5 - 1))); do
    echo "  - { name: node-$node, url: \"https://127.0.0.1:$(($4 + node))\", kind: livepeer," \
      "offers: [ { pipeline: upscale, model: $model, price: $((1000 + node))e-11 USD/px } ] }"
  done
}

# gateway NAME PORT DISCOVERY-EVERY FIRST-NODE COUNT: starts it and waits until it sells; $gateway is
# its process.
gateway() {
  configuration "$@" >"$work/$1.yaml"
  start_pixelgate "$1" serve --config "$work/$1.yaml"
  gateway=$!
  await_port "$2"
  local tries
  for tries in $(seq 300); do
    if curl -s "http://127.0.0.1:$2/v1/prices" | grep -q '"eligible":true'; then
      return
    fi
    sleep 0.1
  done
  echo "market.sh: the gateway $1 sells nothing after 30 s" >&2
  tail -n 5 "$work/$1.log" >&2
  exit 1
}

describe_machine
if wanted load; then
  read -r few many runner_port runner_gateway nginx_port <<<"$(free_ports 5)"
  start_fleet 21000 3:64:0:WELL
  start_fleet 22000 997:64:0:WELL
  gateway few "$few" "60 s" 21000 3
  targets=("livepeer=$gateway@http://127.0.0.1:$few/upscale")
  gateway many "$many" "5 s" 21000 3
  # The three, and 997 that are dearer; each is asked every 5 s, which is 200 a second.
  stop "$gateway"
  configuration many "$many" "5 s" 21000 3 >"$work/many.yaml"
  configuration many "$many" "5 s" 22000 997 | sed -n '/^  - /p' |
    sed 's/name: node-/name: other-/; s/1\([0-9]\{3\}\)e-11/2\1e-11/' >>"$work/many.yaml"
  start_pixelgate many serve --config "$work/many.yaml"
  many_pid=$!
  await_port "$many"
  targets+=("among-1000=$many_pid@http://127.0.0.1:$many/upscale")
  if [ -n "$nginx" ]; then
    start_bench orchestrator TrivialOrchestrator "$runner_port" 0
    { echo "role: gateway"; echo "listen: { port: $runner_gateway }"; echo "data: $data/runner";
      trivial_orchestrator "$runner_port"; } >"$work/runner.yaml"
    start_pixelgate runner serve --config "$work/runner.yaml"
    targets+=("ai-runner=$!@http://127.0.0.1:$runner_gateway/upscale")
    cat >"$work/nginx.conf" <<NGINX
daemon off; master_process off; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 1024; }
http {
  access_log off; client_max_body_size 20m; client_body_buffer_size 256k; proxy_buffers 8 64k;
  keepalive_requests 1000000;
  upstream orchestrator { server 127.0.0.1:$runner_port; keepalive 64; }
  server {
    listen 127.0.0.1:$nginx_port;
    location / { proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://orchestrator; }
  }
}
NGINX
    "$nginx" -p "$work" -c "$work/nginx.conf" 2>>"$work/nginx.log" &
    targets+=("nginx=$!@http://127.0.0.1:$nginx_port/upscale")
    pids+=($!)
    await_port "$runner_port"
    await_port "$runner_gateway"
    await_port "$nginx_port"
  else
    echo "no nginx here: no yardstick"
  fi
  echo "clients=$clients warm_up=$warm_up measured=$measured"
  bench LoadClient "$clients" "$warm_up" "$measured" "$rounds" "${targets[@]}"
  for pid in "${pids[@]}"; do
    kill -9 "$pid" 2>/dev/null || true
  done
fi

# scene NAME CLIENTS REQUESTS NODES...: a fleet and a gateway of its own.
scene_port=24000
open_scene() {
  scene_port=$((scene_port + 20))
  start_fleet "$scene_port" "$@"
  gateway "scene-$scene_port" "$((scene_port + 19))" "60 s" "$scene_port" "$nodes"
}
play() {
  bench OutcomeClient "$1" "$2" "$3" "http://127.0.0.1:$((scene_port + 19))/upscale"
}
close_scene() {
  kill -9 "$gateway" "$fleet" 2>/dev/null || true
  wait "$gateway" "$fleet" 2>/dev/null || true
}
if wanted scenes; then
  nodes=1 && open_scene 1:4:100:WELL && play "one of capacity 4" 4 100 && close_scene
  nodes=1 && open_scene 1:4:100:WELL && play "one of capacity 4" 50 300 && close_scene
  nodes=2 && open_scene 2:4:100:WELL && play "two of capacity 4" 50 300 && close_scene
  nodes=2 && open_scene 1:64:0:ERROR 1:64:0:WELL && play "500, good" 1 40 && close_scene
  # The one that comes first in the fleet is the cheapest; one port beyond the fleet is dead.
  nodes=4 && open_scene 1:64:10000:WELL 1:64:0:ERROR 1:64:0:WELL && play "slow 10 s, 500, good, dead" 1 12 && close_scene
  nodes=2 && open_scene 1:64:3000:ERROR 1:64:0:WELL && play "fails after 3 s, good" 1 10 && close_scene
  nodes=2 && open_scene 1:64:3000:ERROR 1:64:0:WELL && play "fails after 3 s, good" 4 20 && close_scene
  nodes=1 && open_scene 1:64:0:ERROR && play "only a 500 one" 1 5 && close_scene
  for how in KILL STOP; do
    start_fleet $((scene_port + 21)) 1:64:0:WELL
    second=$fleet
    nodes=2 && open_scene 1:64:0:WELL
    play "two good" 1 6
    kill "-$how" "$fleet"
    play "the preferred one has got SIG$how" 1 6
    kill -CONT "$fleet" 2>/dev/null || true
    kill -9 "$second"
    wait "$second" 2>/dev/null || true
    close_scene
  done
fi
