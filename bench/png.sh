#!/usr/bin/env bash
# PNG: time against size for every filter and several levels of deflate, beside our encoder.
#
#   bench/png.sh [PICTURE...]     default: two upscaled photos
set -eu

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
golden="$home/runtime/src/test/resources/golden"
if [ $# -eq 0 ]; then
  set -- "$golden/coffee_realesr-general-x4v3.png" "$golden/astronaut_realesr-general-x4v3.png"
fi
describe_machine
bench PngTable "$@"
