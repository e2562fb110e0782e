#!/usr/bin/env bash
# Upscales every picture of a folder and draws a contact sheet: as it is, bicubic, ours.
#
#   bench/sheet.sh [FOLDER [SHEET.jpg [MODEL [MODEL-FOLDER]]]]
#
# By default docs/pictures/samples into docs/pictures/sheet.jpg with the model in the jar.
set -eu
# shellcheck source=bench/common.sh
source "$(dirname "$0")/common.sh"

folder=${1:-$home/docs/pictures/samples}
sheet=${2:-$home/docs/pictures/sheet.jpg}
bench ContactSheet "$folder" "$sheet" "${@:3}"
echo "$sheet"
