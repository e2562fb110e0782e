#!/usr/bin/env bash
# What the ledger takes for an order (reserved, dispatched, settled, closed, on a budget): CPU
# microseconds, the same when its decision among 20 offers is kept too, orders and commits a second
# without; with SQLite in DIR and with PostgreSQL. About three minutes. What is left of that without a store: bench/loops.sh LedgerBenchmark.
#
#   bench/ledger.sh [--orders 50000] [--rounds 5] [--at-a-time "1 16 256"] [--data DIR]
#                   [--postgresql URL]
#
# --data DIR          where SQLite's file is; default a temporary folder
# --postgresql URL    an empty database; without it a server of the tests is started, if they are
#                     built (mvn test-compile)
set -eu

orders=50000 rounds=5 at_a_time="1 16 256" data="" url=""
while [ $# -gt 0 ]; do
  case $1 in
    --orders) orders=$2 ;;
    --rounds) rounds=$2 ;;
    --at-a-time) at_a_time=$2 ;;
    --data) data=$2 ;;
    --postgresql) url=$2 ;;
    *) echo "ledger.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
describe_machine
folder=$(mktemp -d "${data:-${TMPDIR:-/tmp}}/pixelgate-bench.XXXXXX")
folders+=("$folder")

if [ -z "$url" ] && [ -d "$home/function/target/test-classes/dev" ]; then
  repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
  tests=$(find "$repository/io/zonky" "$repository/org/apache/commons/commons-compress" \
    "$repository/org/tukaani" "$repository/commons-io" "$repository/org/junit" \
    "$repository/org/opentest4j" "$repository/org/apache/commons/commons-lang3" \
    -name '*.jar' 2>/dev/null | paste -sd:)
  mkfifo "$work/hold"
  # shellcheck disable=SC2086  # several options in one variable
  "$jdk/bin/java" $native -cp "$home/function/target/test-classes:$jar:$tests" \
    dev.pixelgate.function.store.TestingPostgres <"$work/hold" >"$work/url" 2>"$work/pg.log" &
  pids+=($!)
  exec 9>"$work/hold"
  for _ in $(seq 200); do
    [ -s "$work/url" ] && break
    sleep 0.1
  done
  url=$(cat "$work/url")
fi

printf '%-11s %9s %22s %22s %22s %22s\n' store 'at a time' 'CPU us an order' 'with its decision' \
  'orders a second' 'commits a second'
for count in $at_a_time; do
  bench LedgerBench "$folder" "$count" "$((count < 16 ? orders / 50 : orders / 5))" "$rounds"
  if [ -n "$url" ]; then
    bench LedgerBench "$url" "$count" "$((count < 16 ? orders / 50 : orders / 5))" "$rounds"
  fi
done
exec 9>&- 2>/dev/null || true
