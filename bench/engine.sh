#!/usr/bin/env bash
# PNG to PNG through the runtime beside a bare ONNX Runtime session with the same model file and the
# same pixels, in alternating rounds; then where the time goes, eight small pictures, tile sides, and
# /health while a server upscales. Linux only (/proc).
#
#   bench/engine.sh [--device cpu|cuda:0] [--sizes "256 512 1024"] [--rounds 5] [--threads N]
#                   [--photo PNG] [--yardstick MODEL.onnx] [--only engine,parts,small,tiles,health]
#
# --device cuda:0   needs a build with -Pgpu; tiles and small pictures are measured on a CPU only
set -eu

device=cpu sizes="256 512 1024" rounds=5 threads=$(nproc) photo="" yardstick=""
only=engine,parts,small,tiles,health
while [ $# -gt 0 ]; do
  case $1 in
    --device) device=$2 ;;
    --sizes) sizes=$2 ;;
    --rounds) rounds=$2 ;;
    --threads) threads=$2 ;;
    --photo) photo=$2 ;;
    --yardstick) yardstick=$2 ;;
    --only) only=$2 ;;
    *) echo "engine.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
if [ "$device" = cuda ]; then
  device=cuda:0
fi

# shellcheck source=bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
models="$home/runtime/src/main/resources/models/realesr-general-x4v3"
yardstick=${yardstick:-$models/realesr-general-x4v3-w16.onnx}
photo=${photo:-$home/runtime/src/test/resources/photos/astronaut.png}

wanted() {
  case ,$only, in *,"$1",*) return 0 ;; *) return 1 ;; esac
}

describe_machine
if [ "$device" != cpu ]; then
  nvidia-smi --query-gpu=name,driver_version --format=csv,noheader || true
fi
if wanted engine; then
  # shellcheck disable=SC2086  # several sizes
  bench EngineBench "$yardstick" "$photo" "$device" "$threads" "$rounds" $sizes
fi
if wanted parts; then
  echo "parts of 512x512 -> 2048x2048"
  bench PartBench "$yardstick" "$photo" "$device" "$threads" "$rounds" 512
fi
if wanted small && [ "$device" = cpu ]; then
  echo "eight pictures of 128x128, all together"
  bench ThreadBench "$yardstick" "$photo" "$threads" "$rounds" 128
fi
if wanted tiles && [ "$device" = cpu ]; then
  echo "1024x1024 by the side of a tile, border 16, heap of 300 MB at most"
  for tile in 128 192 256 320 384 512; do
    PIXELGATE_BENCH_OPTIONS=-Xmx300m \
      bench TileBench "$models" "$work/tile$tile" "$photo" "$rounds" 1024 "$tile"
  done
fi
if wanted health; then
  read -r port <<<"$(free_ports 1)"
  cat >"$work/pixelgate.yaml" <<YAML
role: worker
listen: { port: $port }
data: $work/data
YAML
  start_pixelgate server serve --config "$work/pixelgate.yaml"
  server=$!
  await_port "$port"
  echo "/health of a worker, 256x256 pictures one after the other"
  bench HealthClock "$port" 1000 "$photo" 256
  stop "$server"
fi
