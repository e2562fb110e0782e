#!/usr/bin/env bash
# The fuzzer of every build (FuzzTest), for longer: picture files changed at random go through the
# gateway's walk and the runtime's decoder. Whatever throws, hangs, takes memory beyond its bound or
# is said to have two sizes is kept in a folder, with what it did beside it.
#
#   bench/fuzz.sh --inputs 10000000 --seed 1 --threads 2
#   bench/fuzz.sh --first 123456 --inputs 1 --seed 1     one input of that run again
#
# Needs mvn -q package -DskipTests (for the test classes, not with -Dmaven.test.skip).
# Ends with 1 when something was found.
set -euo pipefail

inputs=10000000 seed=1 first=0 threads=1 out=""
while [ $# -gt 0 ]; do
  case $1 in
    --inputs) inputs=$2 ;;
    --seed) seed=$2 ;;
    --first) first=$2 ;;
    --threads) threads=$2 ;;
    --out) out=$2 ;;
    *)
      sed -n '2,/^set/p' "$0" | sed '$d;s/^# \{0,1\}//' >&2
      exit 2
      ;;
  esac
  shift 2
done

# shellcheck source=bench/common.sh
. "$(dirname "$0")/common.sh"

tests="$home/function/target/test-classes"
if [ ! -d "$tests/dev/pixelgate/function/fuzz" ]; then
  echo "fuzz: build first: mvn -q package -DskipTests" >&2
  exit 2
fi
out=${out:-$home/function/target/fuzz}

describe_machine
echo "findings=$out"
# Nothing of 64 KiB and 64 Ki pixels may need more heap: what does not fit is a finding.
# shellcheck disable=SC2086
"$jdk/bin/java" $native -Xmx256m -XX:+UseSerialGC -Djava.awt.headless=true -cp "$tests:$jar" \
  dev.pixelgate.function.fuzz.Fuzz "$home/runtime/src/test/resources/corpus" "$out" \
  "$seed" "$first" "$inputs" "$threads"
