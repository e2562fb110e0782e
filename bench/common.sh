# What bench/*.sh share: the JDK, the programs of this module, processes that end with the script.
# Sourced, not run.

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
folders=("$work")
pids=()

cleanup() {
  local pid
  for pid in "${pids[@]}"; do
    kill -9 "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "${folders[@]}"
}
trap cleanup EXIT

jdk=""
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
  if grep -q '^JAVA_VERSION="25[."]' "$candidate/release" 2>/dev/null; then
    jdk=$candidate
    break
  fi
done
if [ -z "$jdk" ]; then
  echo "bench: needs a JDK 25 in JAVA_HOME" >&2
  exit 2
fi

jar="$home/function/target/pixelgate.jar"
classes="$home/bench/target/classes"
if [ ! -f "$jar" ] || [ ! -d "$classes" ]; then
  echo "bench: build first: mvn -q package -DskipTests" >&2
  exit 2
fi
native="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

# A program of this module, in the foreground.
bench() {
  # shellcheck disable=SC2086  # several options in one variable
  "$jdk/bin/java" $native -XX:+UseSerialGC ${PIXELGATE_BENCH_OPTIONS:-} \
    -cp "$classes:$jar" "dev.pixelgate.bench.$1" "${@:2}"
}

# start_bench NAME PROGRAM ARGUMENT...: the same in the background; $! is its process.
start_bench() {
  # shellcheck disable=SC2086
  "$jdk/bin/java" $native -XX:+UseSerialGC -cp "$classes:$jar" \
    "dev.pixelgate.bench.$2" "${@:3}" >"$work/$1.log" 2>&1 &
  pids+=($!)
}

# start_fleet PORT NODES...: Livepeer orchestrators over TLS on ports from PORT on; they are in the
# router's tests, see TestingFleet there. The process is $fleet.
start_fleet() {
  # shellcheck disable=SC2086
  "$jdk/bin/java" $native -XX:+UseSerialGC -cp "$home/router/target/test-classes:$jar" \
    dev.pixelgate.router.livepeer.TestingFleet "$1" tls "${@:2}" >"$work/fleet-$1.log" 2>&1 &
  fleet=$!
  pids+=("$fleet")
  await_ready "$work/fleet-$1.log"
}

# await_ready LOG: until the fleet that writes it listens.
await_ready() {
  local tries
  for tries in $(seq 900); do
    if grep -q '^ready' "$1"; then
      return
    fi
    sleep 0.1
  done
  echo "bench: the fleet did not start" >&2
  tail -n 5 "$1" >&2
  exit 1
}

# start_chain_fleet SIGNER-PORT PORT NODES...: a signer and orchestrators that are paid through it,
# over TLS on ports from PORT on; see TestingChainFleet in the router's tests. The process is $fleet.
start_chain_fleet() {
  mkfifo "$work/commands-$2" # held open by its reader, so that it never ends
  # shellcheck disable=SC2086
  "$jdk/bin/java" $native -XX:+UseSerialGC \
    -cp "$home/router/target/test-classes:$home/bench/target/chain/*:$jar" \
    dev.pixelgate.router.livepeer.TestingChainFleet "$1" "$2" tls "${@:3}" \
 <>"$work/commands-$2" >"$work/fleet-$2.log" 2>&1 &
  fleet=$!
  pids+=("$fleet")
  await_ready "$work/fleet-$2.log"
}

# start_pixelgate NAME [-JVM-OPTION...] ARGUMENT...: as ./pixelgate runs it; $! is its process.
start_pixelgate() {
  local name=$1 options=()
  shift
  while [ "${1#-}" != "$1" ]; do
    options+=("$1")
    shift
  done
  # shellcheck disable=SC2046,SC2086
  "$jdk/bin/java" $(launcher_options) ${PIXELGATE_JVM_OPTIONS:-} "${options[@]}" \
    -jar "$jar" "$@" >"$work/$name.log" 2>&1 &
  pids+=($!)
}

# start_free_gateway NAME CONFIGURATION: the gateway without a ledger, as ./pixelgate would run it; $!
# is its process.
start_free_gateway() {
  # shellcheck disable=SC2046,SC2086
  "$jdk/bin/java" $(launcher_options) ${PIXELGATE_JVM_OPTIONS:-} -cp "$classes:$jar" \
    dev.pixelgate.function.assembly.FreeGateway "$2" >"$work/$1.log" 2>&1 &
  pids+=($!)
}

# The JVM options of ./pixelgate, read from it so that both stay the same.
launcher_options() {
  sed -n '/^exec /,$p' "$home/pixelgate" | grep -o -e '-[-X][^ ]*' | grep -v -e '^-jar'
}

# trivial_orchestrator PORT: the part of a configuration that sells its work.
trivial_orchestrator() {
  cat <<YAML
orchestrators:
  - name: trivial
    url: http://127.0.0.1:$1
    kind: ai-runner
    offers: [ { pipeline: upscale, model: xinntao/realesr-general-x4v3, price: 1.0e-8 USD/px } ]
YAML
}

free_ports() {
  python3 - "$1" <<'PY'
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in sockets:
    s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])
PY
}

await_port() {
  local tries
  for tries in $(seq 300); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
      return
    fi
    sleep 0.1
  done
  echo "bench: nothing listens on port $1 after 30 s" >&2
  tail -n 5 "$work"/*.log >&2
  exit 1
}

stop() {
  kill "$1"
  wait "$1" 2>/dev/null || true
}

describe_machine() {
  local model
  model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  echo "date=$(date +%F) cores=$(nproc) load=$(cut -d ' ' -f 1-3 /proc/loadavg | tr ' ' ,) cpu=\"$model\""
  "$jdk/bin/java" -version 2>&1 | sed -n 2p
}
