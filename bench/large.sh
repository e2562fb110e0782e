#!/usr/bin/env bash
# Upscales one large picture in a small heap, and prints how large heap and process became.
#
#   bench/large.sh [--width 4096] [--height 4096] [--heap 700m] [--device cpu] [--keep DIR]
#
# --keep DIR    leaves input, result and a preview of the result there
# 4096x4096 takes six minutes on two idle cores.
set -eu

width=4096 height=4096 heap=700m device=cpu keep=""
while [ $# -gt 0 ]; do
  case $1 in
    --width) width=$2 ;;
    --height) height=$2 ;;
    --heap) heap=$2 ;;
    --device) device=$2 ;;
    --keep) keep=$2 ;;
    *) echo "large.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
place=${keep:-$work}
mkdir -p "$place"
describe_machine
bench LargePicture make "$home/runtime/src/test/resources/photos/coffee.png" "$width" "$height" \
  "$place/in.png"
# shellcheck disable=SC2086
"$jdk/bin/java" $native "-Xmx$heap" -cp "$classes:$jar" dev.pixelgate.bench.LargePicture \
  run "$place/in.png" "$place/out.png" "$device"
bench LargePicture look "$place/in.png" "$place/out.png" "$place/preview.png"
