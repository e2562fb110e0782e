#!/usr/bin/env bash
# Time from the fork to the first 200 of a priced upscale through a worker in another process, CPU and
# resident memory by then: the gateway as it is deployed (function/dist.sh) in both profiles, the same
# jar plain, a bare Vert.x web hello with fast-start's flags and a cache of its own, and node's. In turn,
# each start in an empty data folder. Linux only (/proc).
#
#   bench/cold.sh [--rounds 15] [--cpus 0] [--dist FOLDER]
#
# --cpus pins the servers to these processors; --dist takes one that was made before.
set -eu

rounds=15 cpus="" dist=""
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2; shift ;;
    --cpus) cpus=$2; shift ;;
    --dist) dist=$(cd "$2" && pwd); shift ;;
    *) echo "cold.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
if [ -z "$dist" ]; then
  dist="$work/dist"
  "$home/function/dist.sh" "$dist" "$jar"
fi

# The hello in a jar of its own: the cache takes no folders of classes.
"$jdk/bin/jar" --create --file "$work/hello.jar" -C "$classes" dev/pixelgate/bench/BareHello.class
# With every flag of fast-start but where its own things are.
mapfile -t flags < <(grep -v -e AOTCache -e '-jar' -e org.sqlite "$dist/fast-start")
hello=("$dist/runtime/bin/java" "${flags[@]}" --enable-native-access=ALL-UNNAMED -cp "$work/hello.jar:$dist/pixelgate.jar")
"${hello[@]}" -XX:-AOTRecordTraining "-XX:AOTCacheOutput=$work/hello.aot" dev.pixelgate.bench.BareHello train \
  >"$work/hello.log" 2>&1
hello+=("-XX:AOTCache=$work/hello.aot" dev.pixelgate.bench.BareHello)

read -r orchestrator_port port <<<"$(free_ports 2)"
start_bench orchestrator TrivialOrchestrator "$orchestrator_port" 0
await_port "$orchestrator_port"

key=pg_cold
{
  echo "role: gateway"
  echo "listen: { port: $port }"
  echo "caps: [ { max: 2.5e-8 USD/px } ]"
  echo "accounts: [ { name: cold, key-sha256: $(printf %s "$key" | sha256sum | cut -d ' ' -f 1), budget: 1 USD/day } ]"
  trivial_orchestrator "$orchestrator_port"
} >"$work/gateway.yaml"

pin=()
[ -z "$cpus" ] || pin=(taskset -c "$cpus")
serve=(serve --config "$work/gateway.yaml")
# shellcheck disable=SC2046  # options without spaces
plain=("$jdk/bin/java" $(launcher_options) "-Dorg.sqlite.lib.path=$dist/lib" -jar "$dist/pixelgate.jar")
servers=(
  --gateway fast-start "$port" "${pin[@]}" "$dist/runtime/bin/java" "@$dist/fast-start" "${serve[@]}"
  --gateway steady "$port" "${pin[@]}" "$dist/runtime/bin/java" "@$dist/steady" "${serve[@]}"
  --gateway plain "$port" "${pin[@]}" "${plain[@]}" "${serve[@]}"
  --hello bare "$port" "${pin[@]}" "${hello[@]}" "$port"
)
if command -v node >/dev/null 2>&1; then
  servers+=(--hello node "$port" "${pin[@]}" node -e
    "require('http').createServer((_, answer) => answer.end('hello')).listen($port, '127.0.0.1')")
else
  echo "cold.sh: no node here, so it is not measured"
fi

describe_machine
bench ColdClock "$rounds" "$work" "$key" "${servers[@]}"
echo "load=$(cut -d ' ' -f 1-3 /proc/loadavg | tr ' ' ,)"
