#!/usr/bin/env bash
# How far a picture upscaled in tiles differs from the same picture upscaled as one: PSNR and worst
# difference in 8-bit levels over the inside, and the root mean square of the step that the cuts
# between tiles add, for borders of 16, 24 and 32 px without and with blending.
#
#   bench/seams.sh MODEL.onnx [PICTURE.png...]     default: two of the test photos
set -eu

model=$1
shift
# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
photos="$home/runtime/src/test/resources/photos"
if [ $# -eq 0 ]; then
  set -- "$photos/astronaut_lr4.png" "$photos/coffee_lr4.png"
fi
describe_machine
bench Seams "$model" "$(nproc)" 64 "$@"
