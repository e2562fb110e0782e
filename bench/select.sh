#!/usr/bin/env bash
# One choice among 1,000 and among 100 offers under four caps, by each policy, where prices differ
# and where all are equal: percentiles and bytes allocated, under JMH. About three minutes.
# The limit that is aimed at: p99 of 10 us among 1,000.
#
#   bench/select.sh [JMH-ARGUMENT...]     such as: bench/select.sh -p offers=1000 -p policy=FASTEST
set -eu

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
describe_machine
# shellcheck disable=SC2086  # several options in one variable
"$jdk/bin/java" $native -cp "$classes:$jar:$home/bench/target/jmh/*" org.openjdk.jmh.Main \
  SelectBenchmark -prof gc -jvmArgsAppend -XX:+UseSerialGC "$@" >"$work/select.txt" 2>&1 \
  || { cat "$work/select.txt" >&2; exit 1; }

printf '%-9s %-7s %6s %9s %9s %9s\n' policy prices offers 'p50 us' 'p99 us' bytes
awk '
  { key = sprintf("%-9s %-7s %6s", tolower($3), tolower($4), $2) }
  $1 ~ /:p0.50$/ { p50[key] = $6; order[++n] = key }
  $1 ~ /:p0.99$/ { p99[key] = $6 }
  $1 ~ /:gc.alloc.rate.norm$/ { bytes[key] = $7 }
  END {
    for (i = 1; i <= n; i++) {
      printf "%s %9.1f %9.1f %9.0f\n", order[i], p50[order[i]], p99[order[i]], bytes[order[i]]
    }
  }' "$work/select.txt"
