#!/usr/bin/env bash
# The loops between pixels, tensors and PNG rows under JMH, and what the ledger takes for an order
# apart from its commits (the limit that is aimed at: 5 us).
#
#   bench/loops.sh [JMH-ARGUMENT...]     such as: bench/loops.sh FilterBenchmark -prof gc
#                                        or: bench/loops.sh LedgerBenchmark -prof gc
set -eu

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
describe_machine
# shellcheck disable=SC2086  # several options in one variable
"$jdk/bin/java" $native -cp "$classes:$jar:$home/bench/target/jmh/*" org.openjdk.jmh.Main "$@"
