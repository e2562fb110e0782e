#!/usr/bin/env bash
# How long it takes to ask a thousand orchestrators of another process, over TLS: cold, and again
# when all their connections are closed. A reader takes the market every millisecond meanwhile.
# The limits that are aimed at: cold 5 s, refreshed 2 s, a read of the market waits for nothing.
#
#   bench/discovery.sh [--orchestrators 1000] [--rounds 3]
set -eu

orchestrators=1000 rounds=3
while [ $# -gt 0 ]; do
  case $1 in
    --orchestrators) orchestrators=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    *) echo "discovery.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$jdk/bin/keytool" -genkeypair -alias fleet -keyalg EC -dname CN=localhost \
  -ext SAN=dns:localhost,ip:127.0.0.1 -validity 2 -storetype PKCS12 \
  -keystore "$work/fleet.p12" -storepass testing 2>/dev/null
"$jdk/bin/keytool" -exportcert -rfc -alias fleet -keystore "$work/fleet.p12" \
  -storepass testing >"$work/fleet.pem" 2>/dev/null

start_bench fleet RunnerFleet "$orchestrators" "$work/fleet.p12" testing
for _ in $(seq 900); do
  grep -q '^ports' "$work/fleet.log" && break
  sleep 0.1
done
ports=$(sed -n 's/^ports //p' "$work/fleet.log")
if [ -z "$ports" ]; then
  echo "discovery.sh: the fleet did not start" >&2
  tail -n 5 "$work/fleet.log" >&2
  exit 1
fi

describe_machine
PIXELGATE_BENCH_OPTIONS="-Dorg.slf4j.simpleLogger.defaultLogLevel=error"
# shellcheck disable=SC2086  # one argument a port
bench DiscoveryClock "$work/fleet.pem" "$rounds" $ports
