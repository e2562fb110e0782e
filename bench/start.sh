#!/usr/bin/env bash
# Time from the fork of `serve` to the first 200 of /health and to the end of the first upscale, CPU
# by then, and resident memory, for the three roles in turn. Linux only (/proc).
#
#   bench/start.sh [--rounds 9] [--variants "NAME=JVM OPTIONS;NAME=JVM OPTIONS"]
#
# The gateway role sells the trivial orchestrator of gateway.sh, so that its first
# upscale costs what the gateway adds. --variants starts the gateway role once more for each.
set -eu

rounds=9 variants=""
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2; shift ;;
    --variants) variants=$2; shift ;;
    *) echo "start.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
read -r orchestrator_port port <<<"$(free_ports 2)"
start_bench orchestrator TrivialOrchestrator "$orchestrator_port" 0
await_port "$orchestrator_port"

for role in gateway all-in-one worker; do
  {
    echo "role: $role"
    echo "listen: { port: $port }"
    echo "data: $work/data"
    if [ "$role" = gateway ]; then
      trivial_orchestrator "$orchestrator_port"
    fi
  } >"$work/$role.yaml"
done

servers=()
# server NAME ROLE JVM-OPTION...
server() {
  # shellcheck disable=SC2046,SC2206
  servers+=(--server "$1" "$port" "$jdk/bin/java" $(launcher_options) "${@:3}"
    -jar "$jar" serve --config "$work/$2.yaml")
}
for role in gateway all-in-one worker; do
  server "$role" "$role"
done
IFS=';' read -r -a wanted <<<"$variants"
for variant in ${wanted[@]+"${wanted[@]}"}; do
  # shellcheck disable=SC2086  # several options in one variable
  server "${variant%%=*}" gateway ${variant#*=}
done

describe_machine
bench StartClock "$rounds" "${servers[@]}"
