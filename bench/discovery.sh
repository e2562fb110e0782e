#!/usr/bin/env bash
# How long it takes to ask a thousand Livepeer orchestrators of another process, each with its own
# certificate: cold, and again. A reader takes the market every millisecond meanwhile.
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

port=20000
start_fleet "$port" "$orchestrators:64:0:WELL"

describe_machine
PIXELGATE_BENCH_OPTIONS="-Dpixelgate.log=error"
# Orchestrators that run are not new: this fleet's first handshakes cost it 13 ms of CPU each, for the
# code that nobody has run yet and the certificates that nobody has loaded. Two processes before the one that counts take them.
echo "warm-up of the fleet:"
bench DiscoveryClock "$fleet" "$port" "$orchestrators" 0
bench DiscoveryClock "$fleet" "$port" "$orchestrators" 0
bench DiscoveryClock "$fleet" "$port" "$orchestrators" "$rounds"
