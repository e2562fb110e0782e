#!/bin/sh
# Makes the corpus of small pictures anew, with encoders that are not ours:
#   apt-get install python3-pil python3-numpy imagemagick webp libtiff-tools \
#     libimage-exiftool-perl libjpeg-turbo-progs
# and its index, whose expected pixels come from Pillow and ImageMagick.
# Other versions of the tools make other bytes: the committed files are what the tests read.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
corpus=$here/../resources/corpus
for tool in convert cwebp gif2webp webpmux cjpeg jpegtran tiffcp exiftool; do
  command -v "$tool" > /dev/null || { echo "make.sh: $tool is not installed" >&2; exit 2; }
done
python=${PYTHON:-/usr/bin/python3}
export PYTHONDONTWRITEBYTECODE=1
"$python" "$here/make.py" "$corpus"
"$python" "$here/index.py" "$corpus"
