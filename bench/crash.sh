#!/usr/bin/env bash
# Kills servers with attempts in every state, and cuts uploads anywhere, far more often than the
# tests of every day do. Prints how many attempts were in which state, and how far it is. A kill with
# its two restarts takes some 5 s, a thousand uploads two.
#
#   bench/crash.sh [--kills 1000] [--uploads 100000] [--seed N]
set -eu -o pipefail

kills=1000 uploads=100000 seed=$RANDOM
while [ $# -gt 0 ]; do
  case $1 in
    --kills) kills=$2 ;;
    --uploads) uploads=$2 ;;
    --seed) seed=$2 ;;
    *) echo "crash.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
echo "seed=$seed kills=$kills uploads=$uploads"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! mvn -B -ntp test -pl function -am -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest='MoneyCrashTest,MoneyStormTest#abortedUploads*' \
  -Dpixelgate.test.crash.rounds="$kills" -Dpixelgate.test.aborted.uploads="$uploads" \
  -Dpixelgate.test.seed="$seed" 2>&1 | grep --line-buffered -v ' request id=' | tee "$log" \
  | { grep --line-buffered -E '^kills=|^uploads=[0-9]*0000$' || true; }; then
  grep -E '^\[ERROR' "$log" >&2
  exit 1
fi
grep -E 'Tests run:.*Money' "$log"
