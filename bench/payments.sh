#!/usr/bin/env bash
# What paying costs: CPU microseconds per request of the gateway role in front of three Livepeer
# orchestrators that are paid with tickets through a remote signer, beside the same three without a
# chain, in alternating rounds; and how often the signer is asked for a job. Orchestrators and signer
# are those of the router's tests, in processes of their own. Linux only (/proc).
#
#   bench/payments.sh [--clients 8] [--warm-up 8000] [--measured 4000] [--rounds 5]
#
# A picture of 256x256 costs 3.2e11 wei at the price here, 39 tickets of 8e9 wei.
set -eu

clients=8 warm_up=8000 measured=4000 rounds=5
while [ $# -gt 0 ]; do
  case $1 in
    --clients) clients=$2 ;;
    --warm-up) warm_up=$2 ;;
    --measured) measured=$2 ;;
    --rounds) rounds=$2 ;;
    *) echo "payments.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
model=stabilityai/stable-diffusion-x4-upscaler
data=$(mktemp -d /dev/shm/pixelgate-bench.XXXXXX)
folders+=("$data")
read -r paid_port unpaid_port signer_port <<<"$(free_ports 3)"
free_nodes=21000 chain_nodes=22000

start_chain_fleet "$signer_port" "$chain_nodes" 4768371/1:64:0 4768372/1:64:0 4768373/1:64:0
start_fleet "$free_nodes" 3:64:0:WELL

common() {
  cat <<YAML
role: gateway
listen: { port: $2 }
data: $data/$1
cache: { scope: off } # every request has the same picture
defaults: { upscale: $model }
rates: { ETH/USD: "3000" }
orchestrators:
YAML
}
{
  common unpaid "$unpaid_port"
  for node in 0 1 2; do
    echo "  - { name: node-$node, url: \"https://127.0.0.1:$((free_nodes + node))\", kind: livepeer," \
      "offers: [ { pipeline: upscale, model: $model, price: $((1000 + node))e-11 USD/px } ] }"
  done
} >"$work/unpaid.yaml"
{
  common paid "$paid_port"
  for node in 0 1 2; do
    echo "  - { name: node-$node, url: \"https://127.0.0.1:$((chain_nodes + node))\", kind: livepeer }"
  done
  echo "payments: { signer: \"http://127.0.0.1:$signer_port\" }"
} >"$work/paid.yaml"

# gateway NAME PORT: starts it and waits until it sells; $gateway is its process.
gateway() {
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
  echo "payments.sh: the gateway $1 sells nothing after 30 s" >&2
  tail -n 5 "$work/$1.log" >&2
  exit 1
}

# counter NAME: of the gateway that pays, over all labels.
counter() {
  curl -s "http://127.0.0.1:$paid_port/metrics" |
    awk -v name="$1" '$1 ~ "^" name "($|[{])" { sum += $2 } END { print sum + 0 }'
}

describe_machine
gateway unpaid "$unpaid_port"
unpaid=$gateway
gateway paid "$paid_port"
paid=$gateway
echo "clients=$clients warm_up=$warm_up measured=$measured"
bench LoadClient "$clients" "$warm_up" "$measured" "$rounds" \
  "paid=$paid@http://127.0.0.1:$paid_port/upscale" \
  "unpaid=$unpaid@http://127.0.0.1:$unpaid_port/upscale"
asked=$(counter pixelgate_signer_requests_total)
served=$(grep -c ' status=200 ' "$work/paid.log")
awk -v asked="$asked" -v served="$served" \
  'BEGIN { printf "signer=%d jobs=%d signer_per_job=%.3f\n", asked, served, asked / served }'
echo "float_wei=$(counter pixelgate_payment_float_wei) paid_wei=$(counter pixelgate_payment_paid_wei_total)"
