"""Makes the corpus: one small file of every variant, named by what it is."""

import io
import os
import struct
import subprocess
import sys
import zlib

import numpy
from PIL import Image

import profiles

WIDTH, HEIGHT = 23, 17
CORNERS = ((220, 40, 30), (40, 200, 60), (50, 60, 210), (235, 225, 90))  # TL TR BL BR

out = sys.argv[1]
work = os.path.join(out, "..", "..", "..", "..", "target", "corpus")
os.makedirs(out, exist_ok=True)
os.makedirs(work, exist_ok=True)


def path(name):
    return os.path.join(out, name)


def temp(name):
    return os.path.join(work, name)


def write(name, data):
    with open(path(name), "wb") as file:
        file.write(data)


def read(name):
    with open(path(name), "rb") as file:
        return file.read()


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def gradient(width, height, top=255):
    """Between four corners: smooth, so that lossy coding changes little, and without symmetry."""
    x = numpy.linspace(0, 1, width)[None, :, None]
    y = numpy.linspace(0, 1, height)[:, None, None]
    tl, tr, bl, br = (numpy.array(c, float) for c in CORNERS)
    blend = tl * (1 - x) * (1 - y) + tr * x * (1 - y) + bl * (1 - x) * y + br * x * y
    return numpy.round(blend * top / 255)


RGB8 = Image.fromarray(gradient(WIDTH, HEIGHT).astype("uint8"), "RGB")
ALPHA8 = Image.fromarray(
    numpy.round(numpy.linspace(0, 255, WIDTH)[None, :] * numpy.linspace(1, .4, HEIGHT)[:, None])
    .astype("uint8"), "L")
RGBA8 = RGB8.copy()
RGBA8.putalpha(ALPHA8)
GREY8 = RGB8.convert("L")
# Flat patches, so that a palette of few colours is exact.
PATCHES = Image.new("RGB", (WIDTH, HEIGHT))
for index in range(12):
    colour = tuple(int(v) for v in gradient(4, 3)[index // 4][index % 4])
    PATCHES.paste(colour, (index % 4 * 6, index // 4 * 6, index % 4 * 6 + 6, index // 4 * 6 + 6))


def indexed(colours):
    return PATCHES.quantize(colours, dither=Image.Dither.NONE)


RGB8.save(temp("rgb.png"))
RGBA8.save(temp("rgba.png"))
GREY8.save(temp("grey.png"))
PATCHES.save(temp("patches.png"))
# 16 bit: ImageMagick reads binary PNM of 16 bits.
with open(temp("rgb16.ppm"), "wb") as file:
    file.write(b"P6 %d %d 65535\n" % (WIDTH, HEIGHT))
    file.write(gradient(WIDTH, HEIGHT, 65535 - 300).astype(">u2").tobytes())
run("convert", temp("rgb16.ppm"), temp("rgba.png"), "-compose", "CopyOpacity", "-composite",
    "-depth", "16", "-define", "png:color-type=6", "-define", "png:bit-depth=16",
    temp("rgba16.png"))


# ---- PNG

def chunk(name, data, crc=None):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(
        ">I", zlib.crc32(body) if crc is None else crc)


def with_chunk(data, *chunks):
    """The PNG with chunks put in after IHDR."""
    return data[:33] + b"".join(chunks) + data[33:]


def magick_png(name, source, colour_type, depth, *options):
    run("convert", source, *options, "-depth", str(depth), "-strip", "-define",
        "png:exclude-chunks=date,tIME,gAMA,cHRM,bKGD", "-define",
        f"png:color-type={colour_type}", "-define", f"png:bit-depth={depth}", path(name))


for depth in (2, 4, 8, 16):
    magick_png(f"png-grey{depth}.png", temp("rgb16.ppm"), 0, depth, "-colorspace", "gray")
GREY8.convert("1", dither=0).save(path("png-grey1.png"))
magick_png("png-grey1-interlaced.png", path("png-grey1.png"), 0, 1, "-interlace", "PNG")
magick_png("png-rgb8.png", temp("rgb.png"), 2, 8)
magick_png("png-rgb8-interlaced.png", temp("rgb.png"), 2, 8, "-interlace", "PNG")
magick_png("png-rgb16.png", temp("rgb16.ppm"), 2, 16)
magick_png("png-rgb16-interlaced.png", temp("rgb16.ppm"), 2, 16, "-interlace", "PNG")
magick_png("png-greyalpha8.png", temp("rgba.png"), 4, 8, "-colorspace", "gray")
magick_png("png-greyalpha16.png", temp("rgba16.png"), 4, 16, "-colorspace", "gray")
magick_png("png-rgba8.png", temp("rgba.png"), 6, 8)
magick_png("png-rgba8-opaque.png", temp("rgb.png"), 6, 8, "-alpha", "on")
magick_png("png-rgba16.png", temp("rgba16.png"), 6, 16)
magick_png("png-rgba16-interlaced.png", temp("rgba16.png"), 6, 16, "-interlace", "PNG")
magick_png("png-rgba16-opaque.png", temp("rgb16.ppm"), 6, 16, "-alpha", "on")
for size in ("1x1", "2x1", "1x5", "5x3", "9x9"):
    magick_png(f"png-interlaced-{size}.png", temp("rgb.png"), 2, 8, "-resize", size + "!",
               "-interlace", "PNG")
for bits, colours in ((1, 2), (2, 4), (4, 12), (8, 12)):
    indexed(colours).save(path(f"png-palette{bits}.png"), bits=bits)
magick_png("png-palette4-interlaced.png", path("png-palette4.png"), 3, 4, "-interlace", "PNG")
indexed(12).save(path("png-palette8-trns.png"), transparency=bytes([0, 128, 64] + [255] * 5))
indexed(4).save(path("png-palette2-trns.png"), bits=2, transparency=bytes([255, 0]))
indexed(12).save(path("png-palette8-trns-opaque.png"), transparency=bytes([255] * 4))
GREY8.save(path("png-grey8-trns.png"), transparency=GREY8.getpixel((5, 5)))
write("png-grey1-trns.png", with_chunk(read("png-grey1.png"), chunk(b"tRNS", b"\0\1")))
RGB8.save(path("png-rgb8-trns.png"), transparency=RGB8.getpixel((11, 8)))
write("png-rgb16-trns.png", with_chunk(
    read("png-rgb16.png"),
    chunk(b"tRNS", gradient(WIDTH, HEIGHT, 65235).astype(">u2")[8][11].tobytes())))
write("png-grey16-trns.png", with_chunk(read("png-grey16.png"), chunk(b"tRNS", struct.pack(">H", 33226))))

plain = read("png-rgb8.png")
for label, icc in (("p3", profiles.DISPLAY_P3), ("adobergb", profiles.ADOBE_RGB),
                   ("srgb", profiles.SRGB)):
    RGB8.save(path(f"png-icc-{label}.png"), icc_profile=icc)
RGBA8.save(path("png-rgba8-icc-p3.png"), icc_profile=profiles.DISPLAY_P3)
indexed(12).save(path("png-palette8-icc-p3.png"), icc_profile=profiles.DISPLAY_P3)
p3 = chunk(b"iCCP", b"p\0\0" + zlib.compress(profiles.DISPLAY_P3))
write("png-rgb16-icc-p3.png", with_chunk(read("png-rgb16.png"), p3))
write("png-grey8-icc-gamma18.png", with_chunk(
    read("png-grey8.png"), chunk(b"iCCP", b"g\0\0" + zlib.compress(profiles.GREY_GAMMA_1_8))))
write("png-grey16-icc-gamma18.png", with_chunk(
    read("png-grey16.png"), chunk(b"iCCP", b"g\0\0" + zlib.compress(profiles.GREY_GAMMA_1_8))))
write("png-icc-grey-profile-in-rgb.png", with_chunk(
    plain, chunk(b"iCCP", b"g\0\0" + zlib.compress(profiles.GREY_GAMMA_1_8))))
write("png-icc-broken.png", with_chunk(
    plain, chunk(b"iCCP", b"x\0\0" + zlib.compress(b"not a profile" * 9))))
write("png-icc-not-deflated.png", with_chunk(plain, chunk(b"iCCP", b"x\0\0" + b"\xff" * 40)))
write("png-icc-cut.png", with_chunk(
    plain, chunk(b"iCCP", b"x\0\0" + zlib.compress(profiles.DISPLAY_P3[:300]))))
write("png-icc-bomb.png", with_chunk(
    plain, chunk(b"iCCP", b"x\0\0" + zlib.compress(
        struct.pack(">I", 0x7fffffff) + profiles.DISPLAY_P3[4:] + b"\0" * 2_000_000, 9))))
write("png-srgb-gama.png", with_chunk(
    plain, chunk(b"sRGB", b"\0"), chunk(b"gAMA", struct.pack(">I", 45455))))
write("png-gama-linear.png", with_chunk(plain, chunk(b"gAMA", struct.pack(">I", 100000))))


def tiff_orientation(value, order="<"):
    start = b"II*\0" if order == "<" else b"MM\0*"
    return start + struct.pack(order + "IHHHIHHI", 8, 1, 274, 3, 1, value, 0, 0)


for orientation in range(1, 9):
    write(f"png-exif{orientation}.png", with_chunk(
        plain, chunk(b"eXIf", tiff_orientation(orientation, "<>"[orientation % 2]))))
write("png-rgba16-exif6.png", with_chunk(
    read("png-rgba16.png"), chunk(b"eXIf", tiff_orientation(6))))
write("png-exif-broken.png", with_chunk(plain, chunk(b"eXIf", b"II*\0\xff\xff\xff\xff\x12")))
write("png-bytes-after-end.png", plain + b"and more")
write("png-text-wrong-crc.png", with_chunk(plain, chunk(b"tEXt", b"Comment\0hi", 1)))
write("png-ztxt-bomb.png", with_chunk(
    plain, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 2_000_000, 9))))
idat = plain.index(b"IDAT") - 4
length = struct.unpack(">I", plain[idat:idat + 4])[0]
data = plain[idat + 8:idat + 8 + length]
write("png-many-idat.png", plain[:idat] + b"".join(
    chunk(b"IDAT", data[i:i + 7]) for i in range(0, len(data), 7)) + chunk(b"IEND", b""))
write("png-empty-idat.png", plain[:idat] + chunk(b"IDAT", b"") + chunk(b"IDAT", data)
      + chunk(b"IDAT", b"") + chunk(b"IEND", b""))
stored = zlib.compress(zlib.decompress(data), 0)
write("png-stored-blocks.png", plain[:idat] + chunk(b"IDAT", stored) + chunk(b"IEND", b""))


# ---- JPEG

def jpeg(name, image, **options):
    image.save(path(name), quality=95, **{"subsampling": 0, **options})


jpeg("jpeg-444.jpg", RGB8)
jpeg("jpeg-422.jpg", RGB8, subsampling=1)
jpeg("jpeg-420.jpg", RGB8, subsampling=2)
run("convert", temp("rgb.png"), "-quality", "95", "-sampling-factor", "4x1", path("jpeg-411.jpg"))
jpeg("jpeg-progressive.jpg", RGB8, progressive=True)
jpeg("jpeg-progressive-420.jpg", RGB8, progressive=True, subsampling=2)
jpeg("jpeg-grey.jpg", GREY8)
jpeg("jpeg-grey-progressive.jpg", GREY8, progressive=True)
jpeg("jpeg-optimized.jpg", RGB8, optimize=True)
RGB8.save(temp("rgb.ppm"))
cjpeg = ("cjpeg", "-quality", "95", "-sample", "1x1", "-outfile")
run(*cjpeg, path("jpeg-restarts.jpg"), "-restart", "1B", temp("rgb.ppm"))
run(*cjpeg, path("jpeg-rgb-adobe.jpg"), "-rgb", temp("rgb.ppm"))
run(*cjpeg, path("jpeg-arithmetic.jpg"), "-arithmetic", temp("rgb.ppm"))
run("jpegtran", "-copy", "none", "-outfile", temp("plain.jpg"), path("jpeg-444.jpg"))
jpeg444 = read("jpeg-444.jpg")
app0 = 4 + struct.unpack(">H", jpeg444[4:6])[0]
write("jpeg-no-jfif.jpg", b"\xff\xd8" + jpeg444[app0:])
write("jpeg-bytes-after-end.jpg", jpeg444 + b"\0" * 20 + jpeg444[:50])
jpeg("jpeg-comment.jpg", RGB8, comment=b"made for tests")


def segment(marker, data):
    return b"\xff" + bytes((marker,)) + struct.pack(">H", len(data) + 2) + data


def with_segments(data, *segments):
    """The JPEG with segments put in after the first, JFIF."""
    at = 4 + struct.unpack(">H", data[4:6])[0]
    return data[:at] + b"".join(segments) + data[at:]


cmyk = Image.merge("CMYK", [Image.eval(c, lambda v: 255 - v) for c in RGB8.split()]
                   + [Image.eval(ALPHA8, lambda v: v // 4)])
jpeg("jpeg-cmyk-adobe.jpg", cmyk)
jpeg("jpeg-cmyk-adobe-progressive.jpg", cmyk, progressive=True)
jpeg("jpeg-cmyk-icc.jpg", cmyk, icc_profile=profiles.CMYK)
bare = read("jpeg-cmyk-adobe.jpg")
adobe = bare.index(b"\xff\xeeX"[:2])
write("jpeg-cmyk-no-adobe.jpg", bare[:adobe] + bare[adobe + 16:])
# YCCK: C, M and Y turned into YCbCr before coding, as the Adobe marker's transform 2 says.
# Stored CMYK is inverted, and Pillow inverts what it is given.
ycc = Image.merge("RGB", cmyk.split()[:3]).convert("YCbCr").split()
ycck = Image.merge("CMYK", [Image.eval(c, lambda v: 255 - v) for c in ycc] + [cmyk.split()[3]])
jpeg("temp-ycck.jpg", ycck)
data = bytearray(read("temp-ycck.jpg"))
os.remove(path("temp-ycck.jpg"))
data[data.index(b"Adobe") + 11] = 2
write("jpeg-ycck.jpg", bytes(data))

jpeg("jpeg-icc-p3.jpg", RGB8, icc_profile=profiles.DISPLAY_P3)
jpeg("jpeg-icc-adobergb.jpg", RGB8, icc_profile=profiles.ADOBE_RGB)
jpeg("jpeg-icc-srgb.jpg", RGB8, icc_profile=profiles.SRGB)
jpeg("jpeg-grey-icc-gamma18.jpg", GREY8, icc_profile=profiles.GREY_GAMMA_1_8)
parts = [profiles.DISPLAY_P3[i:i + 100] for i in range(0, len(profiles.DISPLAY_P3), 100)]
icc = [segment(0xe2, b"ICC_PROFILE\0" + bytes((i + 1, len(parts))) + p)
       for i, p in enumerate(parts)]
write("jpeg-icc-many-segments.jpg", with_segments(jpeg444, *icc))
write("jpeg-icc-segments-shuffled.jpg", with_segments(jpeg444, *reversed(icc)))
write("jpeg-icc-segment-missing.jpg", with_segments(jpeg444, *icc[:-1]))
write("jpeg-icc-broken.jpg", with_segments(
    jpeg444, segment(0xe2, b"ICC_PROFILE\0\1\1" + b"\xab" * 200)))
write("jpeg-mpf.jpg", with_segments(jpeg444, segment(0xe2, b"MPF\0II*\0" + b"\0" * 20)))
for orientation in range(1, 9):
    write(f"jpeg-exif{orientation}.jpg", read("jpeg-444.jpg"))
    run("exiftool", "-q", "-overwrite_original", "-n", f"-Orientation={orientation}",
        "-ExifByteOrder=" + ("II" if orientation % 2 else "MM"), path(f"jpeg-exif{orientation}.jpg"))
write("jpeg-exif6-icc-p3.jpg", with_segments(
    read("jpeg-icc-p3.jpg"), segment(0xe1, b"Exif\0\0" + tiff_orientation(6))))
jpeg("jpeg-exif9-is-no-orientation.jpg", RGB8, exif=b"Exif\0\0" + tiff_orientation(9))
write("jpeg-exif-broken.jpg", with_segments(
    jpeg444, segment(0xe1, b"Exif\0\0II*\0\xf0\xff\xff\xff\1")))
write("jpeg-exif-loops.jpg", with_segments(jpeg444, segment(
    0xe1, b"Exif\0\0II*\0" + struct.pack("<IHHHIII", 8, 1, 0x8769, 4, 1, 8, 8))))
write("jpeg-exif-thumbnail.jpg", with_segments(jpeg444, segment(
    0xe1, b"Exif\0\0II*\0" + struct.pack("<IHHHIIIHHHIIHHIII", 8, 1, 274, 3, 1, 8, 26, 2, 513, 4, 1,
                                         56, 514, 4, 1, len(jpeg444), 0) + jpeg444)))
write("jpeg-fill-bytes.jpg", jpeg444[:2] + b"\xff\xff\xff" + jpeg444[2:])


# ---- WebP

def webp(name, image, **options):
    image.save(path(name), method=4, **options)


webp("webp-lossy.webp", RGB8, quality=95)
webp("webp-lossless.webp", RGB8, lossless=True)
webp("webp-lossless-palette.webp", PATCHES, lossless=True)
webp("webp-lossless-2-colours.webp", indexed(2).convert("RGB"), lossless=True)
webp("webp-lossless-alpha.webp", RGBA8, lossless=True, exact=True)
webp("webp-lossy-alpha.webp", RGBA8, quality=95, exact=True)
run("cwebp", "-quiet", "-q", "95", "-alpha_q", "50", "-alpha_method", "1", "-exact",
    temp("rgba.png"), "-o", path("webp-lossy-alpha-quantized.webp"))
run("cwebp", "-quiet", "-q", "95", "-alpha_method", "0", "-exact", temp("rgba.png"), "-o",
    path("webp-lossy-alpha-raw.webp"))
run("cwebp", "-quiet", "-q", "95", "-f", "0", "-segments", "1", "-partition_limit", "0",
    temp("rgb.png"), "-o", path("webp-lossy-no-filter.webp"))
run("cwebp", "-quiet", "-q", "90", "-strong", "-f", "60", "-sharp_yuv", temp("rgb.png"), "-o",
    path("webp-lossy-strong-filter.webp"))
run("cwebp", "-quiet", "-q", "90", "-nostrong", "-f", "60", temp("rgb.png"), "-o",
    path("webp-lossy-simple-filter.webp"))
run("cwebp", "-quiet", "-lossless", "-near_lossless", "40", temp("rgb.png"), "-o",
    path("webp-near-lossless.webp"))
RGB8.resize((49, 33)).save(temp("larger.png"))
run("cwebp", "-quiet", "-q", "40", "-segments", "4", "-map", "0", temp("larger.png"), "-o",
    path("webp-lossy-low-quality.webp"))
RGB8.resize((1, 1)).save(temp("one.png"))
run("cwebp", "-quiet", "-q", "95", temp("one.png"), "-o", path("webp-lossy-1x1.webp"))
webp("webp-icc-p3.webp", RGB8, lossless=True, icc_profile=profiles.DISPLAY_P3)
webp("webp-lossy-icc-p3.webp", RGB8, quality=95, icc_profile=profiles.DISPLAY_P3)
webp("webp-icc-srgb.webp", RGB8, lossless=True, icc_profile=profiles.SRGB)
webp("webp-lossless-alpha-icc-p3.webp", RGBA8, lossless=True, exact=True,
     icc_profile=profiles.DISPLAY_P3)
for orientation in range(1, 9):
    with open(temp("exif"), "wb") as file:
        file.write(b"Exif\0\0" * (orientation % 2) + tiff_orientation(orientation))
    run("webpmux", "-set", "exif", temp("exif"), path("webp-lossless.webp"), "-o",
        path(f"webp-exif{orientation}.webp"))
run("webpmux", "-set", "exif", temp("exif"), path("webp-lossy.webp"), "-o",
    path("webp-lossy-exif8.webp"))
frames = [RGB8, RGB8.rotate(180), GREY8.convert("RGB")]
RGB8.save(path("webp-animated-lossless.webp"), save_all=True, append_images=frames[1:],
          duration=80, lossless=True)
RGB8.save(path("webp-animated-lossy.webp"), save_all=True, append_images=frames[1:], duration=80,
          quality=95)
RGBA8.save(path("webp-animated-alpha.webp"), save_all=True, append_images=frames[1:], duration=80,
           lossless=True, exact=True)
RGB8.crop((4, 4, 16, 12)).save(temp("frame.webp"), lossless=True)
run("webpmux", "-frame", temp("frame.webp"), "+80+6+4+1-b", "-frame", path("webp-lossless.webp"),
    "+80+0+0", "-bgcolor", "255,255,255,255", "-o", path("webp-animated-small-first-frame.webp"))
data = read("webp-lossless.webp")
write("webp-bytes-after-end.webp", data + b"and more")


# ---- GIF

def gif_lzw(pixels, bits):
    """LZW that never grows its codes past the first size: a clear code before it must."""
    clear, size = 1 << bits, bits + 1
    codes = []
    for i, pixel in enumerate(pixels):
        if i % (clear - 2) == 0:
            codes.append(clear)
        codes.append(pixel)
    codes.append(clear + 1)
    number = sum(code << size * i for i, code in enumerate(codes))
    data = number.to_bytes((len(codes) * size + 7) // 8, "little")
    return bytes((bits,)) + b"".join(
        bytes((len(data[i:i + 255]),)) + data[i:i + 255] for i in range(0, len(data), 255)) + b"\0"


def gif_frame(x, y, width, height, pixels, local=b"", control=b"", interlaced=False):
    flags = (0x80 | (len(local) // 3).bit_length() - 2 if local else 0) | (interlaced and 0x40)
    return control + b"," + struct.pack("<4HB", x, y, width, height, flags) + local + gif_lzw(
        pixels, max(2, (len(local) // 3 - 1).bit_length() if local else 2))


def gif_file(width, height, colours, *blocks, version=b"89a"):
    table = b"".join(bytes(c) for c in colours)
    return (b"GIF" + version + struct.pack(
        "<HHBBB", width, height, 0x80 | (len(colours).bit_length() - 2), 0, 0)
        + table + b"".join(blocks) + b";")


def control(transparent=None, disposal=0):
    return b"!\xf9\4" + bytes((disposal << 2 | (transparent is not None), 8, 0,
                               transparent or 0, 0))


COLOURS4 = CORNERS
PIXELS = [(x // 3 + y // 2) % 4 for y in range(10) for x in range(14)]
indexed(12).save(path("gif-16-colours.gif"))
run("convert", temp("patches.png"), "-interlace", "GIF", "GIF87:" + path("gif-87a-interlaced.gif"))
run("convert", temp("patches.png"), path("gif-89a.gif"))
RGB8.quantize(64, dither=Image.Dither.NONE).save(path("gif-64-colours.gif"))
indexed(2).save(path("gif-2-colours.gif"))
indexed(12).save(path("gif-transparent.gif"), transparency=3)
indexed(12).save(path("gif-animated.gif"), save_all=True, duration=80, loop=0,
                 append_images=[f.quantize(16) for f in frames[1:]])
write("gif-small-frame.gif", gif_file(23, 17, COLOURS4, gif_frame(6, 4, 14, 10, PIXELS)))
write("gif-small-frame-transparent.gif", gif_file(
    23, 17, COLOURS4, gif_frame(6, 4, 14, 10, PIXELS, control=control(2))))
write("gif-local-palette.gif", gif_file(14, 10, COLOURS4, gif_frame(
    0, 0, 14, 10, PIXELS, local=bytes(v for c in reversed(CORNERS) for v in c))))
write("gif-frame-beyond-screen.gif", gif_file(
    10, 8, COLOURS4, gif_frame(2, 1, 14, 10, PIXELS)))
write("gif-screen-0x0.gif", gif_file(0, 0, COLOURS4, gif_frame(0, 0, 14, 10, PIXELS)))
write("gif-1000-frames.gif", gif_file(14, 10, COLOURS4, gif_frame(0, 0, 14, 10, PIXELS), *[
    control(disposal=1) + b"," + struct.pack("<4HB", 0, 0, 1, 1, 0) + gif_lzw([i % 4], 2)
    for i in range(999)])[:])
write("gif-comment-xmp.gif", gif_file(
    14, 10, COLOURS4, b"!\xfe\5hello\0", b"!\xff\x0bXMP DataXMP\3<x>\0",
    gif_frame(0, 0, 14, 10, PIXELS)))


# ---- BMP

def bmp(header, table, pixels, gap=b""):
    start = 14 + len(header) + len(table) + len(gap)
    return b"BM" + struct.pack("<IHHI", start + len(pixels), 0, 0, start) + header + table + gap + pixels


def info(width, height, bits, compression=0, colours=0, size=0):
    return struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, size, 2835, 2835,
                       colours, 0)


def rows(values, bits):
    """Bottom-up rows of packed palette indices, each padded to 4 bytes."""
    data = b""
    for y in reversed(range(HEIGHT)):
        text = "".join(f"{v:0{bits}b}" for v in values[y])
        text = text.ljust(-(-len(text) // 32) * 32, "0")
        data += int(text, 2).to_bytes(len(text) // 8, "big")
    return data


TABLE = b"".join(bytes((b, g, r, 0)) for r, g, b in CORNERS)
INDICES = [[(x // 6 + y // 5) % 4 for x in range(WIDTH)] for y in range(HEIGHT)]
TABLE16 = TABLE * 4
run("convert", temp("rgb.png"), "BMP3:" + path("bmp-24.bmp"))
run("convert", temp("rgb.png"), "BMP2:" + path("bmp-os2-24.bmp"))
run("convert", temp("patches.png"), "-type", "Palette", "BMP2:" + path("bmp-os2-palette.bmp"))
run("convert", temp("rgba.png"), "BMP:" + path("bmp-v5-32-alpha.bmp"))
run("convert", temp("rgb.png"), "-strip", "BMP:" + path("bmp-v4-24.bmp"))
run("convert", temp("patches.png"), "-colors", "256", "-type", "Palette", "BMP3:" + path("bmp-8.bmp"))
run("convert", temp("patches.png"), "-type", "Palette", "-compress", "RLE",
    "BMP3:" + path("bmp-8-rle.bmp"))
run("convert", temp("grey.png"), "BMP3:" + path("bmp-8-grey.bmp"))
indexed(2).convert("1", dither=0).save(path("bmp-1.bmp"))
write("bmp-4.bmp", bmp(info(WIDTH, HEIGHT, 4, colours=16), TABLE16, rows(INDICES, 4)))
write("bmp-1-colours.bmp", bmp(
    info(WIDTH, HEIGHT, 1, colours=2), TABLE[:8], rows([[v & 1 for v in r] for r in INDICES], 1)))
write("bmp-8-few-colours.bmp", bmp(info(WIDTH, HEIGHT, 8, colours=4), TABLE, rows(INDICES, 8)))


def rle(bits):
    data = b""
    for y in reversed(range(HEIGHT)):
        row, x = INDICES[y], 0
        while x < WIDTH:
            end = x
            while end < WIDTH and row[end] == row[x]:
                end += 1
            data += bytes((end - x, row[x] * (0x11 if bits == 4 else 1)))
            x = end
        data += b"\0\0" if y else b"\0\1"
    return data


write("bmp-4-rle.bmp", bmp(info(WIDTH, HEIGHT, 4, 2, 4, len(rle(4))), TABLE, rle(4)))
# Absolute runs and a delta, which leaves the pixels it jumps over at index 0.
absolute = b"\0\5\0\1\2\3\0\0" + b"\0\2\3\0" + b"\2\1\0\0" + b"\x0a\2\0\0" * 2 + b"\x0a\3\0\1"
write("bmp-8-rle-absolute-delta.bmp", bmp(info(10, 4, 8, 1, 4, len(absolute)), TABLE, absolute))
run("convert", temp("rgb.png"), "-define", "bmp:subtype=RGB565", "BMP3:" + temp("565.bmp"))
rgb = numpy.asarray(RGB8).astype(int)


def rows16(red, green, blue):
    data = b""
    for y in reversed(range(HEIGHT)):
        row = b"".join(struct.pack("<H", (r >> 8 - red[0] << red[1]) | (g >> 8 - green[0] << green[1])
                                   | (b >> 8 - blue[0] << blue[1])) for r, g, b in rgb[y])
        data += row.ljust(-(-len(row) // 4) * 4, b"\0")
    return data


write("bmp-16-555.bmp", bmp(info(WIDTH, HEIGHT, 16), b"", rows16((5, 10), (5, 5), (5, 0))))
write("bmp-16-565.bmp", bmp(info(WIDTH, HEIGHT, 16, 3), struct.pack("<3I", 0xf800, 0x7e0, 0x1f),
                            rows16((5, 11), (6, 5), (5, 0))))
rows32 = b"".join(bytes((b, g, r, 0)) for y in reversed(range(HEIGHT)) for r, g, b in rgb[y])
write("bmp-32.bmp", bmp(info(WIDTH, HEIGHT, 32), b"", rows32))
write("bmp-32-bitfields.bmp", bmp(
    info(WIDTH, HEIGHT, 32, 3), struct.pack("<3I", 0xff000000, 0xff0000, 0xff00),
    b"".join(bytes((0, b, g, r)) for y in reversed(range(HEIGHT)) for r, g, b in rgb[y])))
top_down = b"".join(
    bytes(v for r, g, b in rgb[y] for v in (b, g, r)).ljust(WIDTH * 3 + 3 & ~3, b"\0")
    for y in range(HEIGHT))
write("bmp-24-top-down.bmp", bmp(info(WIDTH, -HEIGHT, 24), b"", top_down))
write("bmp-24-gap-before-pixels.bmp", bmp(info(WIDTH, -HEIGHT, 24), b"", top_down, b"\0" * 10))
v5 = struct.pack("<IiiHHIIiiIIIIII", 124, WIDTH, -HEIGHT, 1, 24, 0, len(top_down), 2835, 2835, 0, 0,
                 0, 0, 0, 0) + b"MBED"[::-1] + b"\0" * 48 + struct.pack(
    "<IIII", 4, 124 + len(top_down), len(profiles.DISPLAY_P3), 0)
write("bmp-v5-24-icc-p3.bmp", bmp(v5, b"", top_down) + profiles.DISPLAY_P3)


# ---- TIFF

def tiff(name, image, compression=None, **options):
    image.save(path(name), compression=compression, **options)


tiff("tiff-rgb8.tif", RGB8)
tiff("tiff-rgb8-lzw.tif", RGB8, "tiff_lzw")
tiff("tiff-rgb8-deflate.tif", RGB8, "tiff_adobe_deflate")
tiff("tiff-rgb8-packbits.tif", RGB8, "packbits")
tiff("tiff-rgb8-jpeg.tif", RGB8, "jpeg", quality=95)
run("convert", temp("rgb.png"), "-compress", "JPEG", "-quality", "95", "-sampling-factor", "1x1",
    path("tiff-rgb8-jpeg-ycbcr.tif"))
tiff("tiff-grey8.tif", GREY8)
tiff("tiff-grey8-jpeg.tif", GREY8, "jpeg", quality=95)
tiff("tiff-grey1.tif", GREY8.convert("1", dither=0))
tiff("tiff-grey1-group4.tif", GREY8.convert("1", dither=0), "group4")
tiff("tiff-grey1-group3.tif", GREY8.convert("1", dither=0), "group3")
run("convert", temp("rgb16.ppm"), "-colorspace", "gray", "-depth", "4", path("tiff-grey4.tif"))
run("convert", temp("rgb16.ppm"), "-colorspace", "gray", "-depth", "16", path("tiff-grey16.tif"))
run("convert", temp("rgb16.ppm"), "-colorspace", "gray", "-depth", "16", "-endian", "MSB",
    path("tiff-grey16-big-endian.tif"))
run("convert", temp("grey.png"), "-define", "quantum:polarity=min-is-white",
    path("tiff-grey8-min-is-white.tif"))
tiff("tiff-palette8.tif", indexed(12), "tiff_lzw")
run("convert", temp("patches.png"), "-type", "Palette", "-depth", "4", "-compress", "none",
    path("tiff-palette4.tif"))
tiff("tiff-rgba8.tif", RGBA8)
tiff("tiff-rgba8-deflate.tif", RGBA8, "tiff_adobe_deflate")
run("convert", temp("rgba.png"), "-define", "tiff:alpha=associated", "-alpha", "associate",
    path("tiff-rgba8-associated.tif"))
run("convert", temp("rgba.png"), "-define", "tiff:alpha=associated", path("tiff-rgba8-associated.tif"))
run("convert", temp("rgb16.ppm"), "-depth", "16", path("tiff-rgb16.tif"))
run("convert", temp("rgb16.ppm"), "-depth", "16", "-endian", "MSB", "-compress", "LZW",
    path("tiff-rgb16-big-endian-lzw.tif"))
run("convert", temp("rgba16.png"), "-depth", "16", "-compress", "Zip", path("tiff-rgba16-deflate.tif"))
run("convert", temp("rgba.png"), "-colorspace", "gray", path("tiff-greyalpha8.tif"))
tiff("tiff-cmyk8.tif", cmyk)
tiff("tiff-cmyk8-icc-lzw.tif", cmyk, "tiff_lzw", icc_profile=profiles.CMYK)
tiff("tiff-icc-p3.tif", RGB8, "tiff_lzw", icc_profile=profiles.DISPLAY_P3)
run("tiffcp", "-c", "lzw:2", path("tiff-rgb8.tif"), path("tiff-rgb8-lzw-predictor.tif"))
run("tiffcp", "-c", "zip:2", path("tiff-rgb16.tif"), path("tiff-rgb16-deflate-predictor.tif"))
run("tiffcp", "-p", "separate", "-c", "none", path("tiff-rgb8.tif"), path("tiff-rgb8-planar.tif"))
run("tiffcp", "-t", "-w", "16", "-l", "16", "-c", "zip", path("tiff-rgb8.tif"),
    path("tiff-rgb8-tiles-deflate.tif"))
run("tiffcp", "-t", "-w", "16", "-l", "16", "-c", "jpeg", path("tiff-rgb8.tif"),
    path("tiff-rgb8-tiles-jpeg.tif"))
run("tiffcp", "-r", "3", "-c", "lzw", path("tiff-rgb8.tif"), path("tiff-rgb8-strips-of-3.tif"))
run("tiffcp", "-B", path("tiff-rgb8.tif"), path("tiff-rgb8-big-endian.tif"))
run("tiffcp", "-8", path("tiff-rgb8.tif"), path("tiff-rgb8-bigtiff.tif"))
run("tiffcp", "-f", "lsb2msb", "-c", "none", path("tiff-grey1.tif"), path("tiff-grey1-fill-order.tif"))
RGB8.save(path("tiff-two-pages.tif"), save_all=True, append_images=[GREY8.resize((5, 4))])
for orientation in range(1, 9):
    tiff(f"tiff-orientation{orientation}.tif", RGB8, "tiff_adobe_deflate",
         tiffinfo={274: orientation})
run("convert", temp("rgb.png"), "-define", "quantum:format=floating-point", "-depth", "32",
    path("tiff-float.tif"))
