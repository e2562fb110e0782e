"""Writes corpus.tsv: what Pillow and ImageMagick (through Little CMS) make of every file.

Columns: file, stored size, upright size, channels (an alpha that is opaque everywhere does not
count), bits a sample, tolerance in samples of those bits, pixels "x,y=r,g,b[,a]" of the upright
picture in sRGB.
"""

import io
import os
import struct
import subprocess
import sys
import tempfile

import numpy
from PIL import Image, ImageCms, ImageOps

import profiles

SRGB = ImageCms.createProfile("sRGB")
REFUSED = {
    "jpeg-arithmetic.jpg": "arithmetic coding",
    "tiff-float.tif": "samples that are floating point",
}
BROKEN = ("broken", "cut", "not-deflated", "bomb", "missing", "grey-profile-in-rgb")


def icc(name, image):
    if any(word in name for word in BROKEN):
        return None
    if name == "png-gama-linear.png":
        return profiles.SRGB_LINEAR
    if name == "bmp-v5-24-icc-p3.bmp":
        return profiles.DISPLAY_P3
    if name.startswith(("jpeg-icc-many", "jpeg-icc-segments-shuffled")):
        return profiles.DISPLAY_P3
    return image.info.get("icc_profile") if "icc" in name else None


def pillow(file, name):
    image = Image.open(file)
    profile = icc(name, image)
    stored = image.size
    image.seek(0)
    if name.endswith(".tif"):
        image.load()  # turns it itself
        turned = image
    else:
        turned = ImageOps.exif_transpose(image)
    alpha = None
    if turned.mode in ("P", "LA", "PA", "RGBA") or "transparency" in turned.info:
        rgba = turned.convert("RGBA")
        alpha = rgba.getchannel("A")
        turned = rgba.convert("RGB")
    if turned.mode == "1":
        turned = turned.convert("L")
    if profile:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space == "GRAY":
            turned = turned.convert("L")
        turned = ImageCms.profileToProfile(turned, source, SRGB, outputMode="RGB")
    turned = turned.convert("RGB")
    if alpha:
        turned.putalpha(alpha)
    return stored, numpy.asarray(turned)


def magick(file, name, *options):
    size = subprocess.run(("convert", file + "[0]", *options, "-format", "%w %h", "info:"),
                          check=True, capture_output=True).stdout.split()
    width, height = (int(v) for v in size)
    wide = "16" in name and not name.startswith(("bmp", "gif"))
    raw = subprocess.run(
        ("convert", file + "[0]", *options, "-depth", "16" if wide else "8", "RGBA:-"),
        check=True, capture_output=True).stdout
    return numpy.frombuffer(raw, "<u2" if wide else "u1").reshape(height, width, 4)


def gif(file):
    """The first frame on the logical screen, which is transparent elsewhere."""
    with open(file, "rb") as opened:
        screen = struct.unpack("<HH", opened.read(10)[6:])
    page = subprocess.run(("convert", file + "[0]", "-format", "%X %Y", "info:"), check=True,
                          capture_output=True).stdout.split()
    frame = Image.fromarray(magick(file, "gif", "+repage"), "RGBA")
    if 0 in screen:
        return frame.size, numpy.asarray(frame)
    canvas = Image.new("RGBA", screen)
    canvas.paste(frame, (int(page[0]), int(page[1])))
    return screen, numpy.asarray(canvas)


def wide(file, name):
    options = []
    if "icc" in name:
        with tempfile.NamedTemporaryFile(suffix=".icc", delete=False) as srgb:
            srgb.write(profiles.SRGB)
        options = ["-intent", "perceptual", "-profile", srgb.name]
    stored = magick(file, name).shape[1::-1]
    pixels = magick(file, name, "-auto-orient", *options)
    if "png" in name and "exif6" in name:  # ImageMagick does not read eXIf
        pixels = numpy.rot90(pixels, -1)
    return stored, pixels


def tolerance(name):
    if "exif-loops" in name or name.startswith("jpeg") or "-jpeg" in name:
        return 12 if any(t in name for t in ("420", "411", "422", "tiles")) else 6
    if name.startswith("bmp-16"):
        return 1
    if "cmyk" in name and "icc" in name:
        return 8  # the JDK renders printers' colours relatively, Pillow was asked perceptually
    if "icc" in name or "gama-linear" in name:
        return 300 if "16" in name else 2
    if "associated" in name:
        return 3
    return 0


def entry(folder, name):
    file = os.path.join(folder, name)
    if name in REFUSED:
        return [name, "refused", REFUSED[name]]
    deep = "16" in name and not name.startswith(("bmp", "gif", "webp"))
    if name.startswith("gif"):
        stored, pixels = gif(file)
    elif name == "bmp-8-rle-absolute-delta.bmp":  # Pillow 9.4 misreads deltas
        pixels = magick(file, name)
        stored = pixels.shape[1::-1]
    elif deep:
        stored, pixels = wide(file, name)
    else:
        try:
            stored, pixels = pillow(file, name)
        except (OSError, ValueError, KeyError) as error:
            print(f"{name}: Pillow says {error}; asking ImageMagick")
            pixels = magick(file, name)
            stored = pixels.shape[1::-1]
    if name == "webp-animated-small-first-frame.webp":
        # Pillow paints the rest of the canvas black; browsers leave it transparent.
        alpha = numpy.zeros(pixels.shape[:2] + (1,), "u1")
        alpha[4:12, 6:18] = 255
        pixels = numpy.concatenate((pixels, alpha), axis=2)
    height, width = pixels.shape[:2]
    opaque = 65535 if deep else 255
    if pixels.shape[2] == 4 and (pixels[:, :, 3] == opaque).all():
        pixels = pixels[:, :, :3]
    points = [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1),
              (width // 2, height // 2), (width // 3, height * 2 // 3)]
    values = ";".join("%d,%d=%s" % (x, y, ",".join(str(v) for v in pixels[y, x]))
                      for x, y in dict.fromkeys(points))
    return [name, "%dx%d" % tuple(stored), f"{width}x{height}", str(pixels.shape[2]),
            "16" if deep else "8", str(tolerance(name)), values]


def main(folder):
    names = sorted(n for n in os.listdir(folder) if not n.endswith((".tsv", ".md"))
                   and os.path.isfile(os.path.join(folder, n)))
    with open(os.path.join(folder, "corpus.tsv"), "w", encoding="utf-8") as index:
        index.write("file\tstored\tupright\tchannels\tdepth\ttolerance\tpixels\n")
        for name in names:
            index.write("\t".join(entry(folder, name)) + "\n")


main(sys.argv[1])
