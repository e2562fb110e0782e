#!/usr/bin/env python3
"""Makes the ten samples of the contact sheet, each in another format or colour form.

usage: make.py FOLDER    where FOLDER holds scikit-image 0.19's data pictures (Debian: python3-skimage)
needs: Debian's python3-pil and python3-numpy
"""
import io
import os
import struct
import sys
import zlib

import numpy
from PIL import Image, ImageCms, ImageDraw

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = sys.argv[1]


def photo(name, box, size):
    """A part of a photo, scaled down."""
    picture = Image.open(os.path.join(SOURCES, name)).convert("RGB")
    return picture.crop(box).resize(size, Image.LANCZOS)


def save(picture, name, **options):
    picture.save(os.path.join(HERE, name), **options)


def display_p3():
    """A matrix profile of the Display P3 primaries (adapted to D50) with a gamma curve of 2.2."""
    def s15(value):
        return struct.pack(">i", round(value * 65536))

    def xyz(*values):
        return b"XYZ \0\0\0\0" + b"".join(s15(v) for v in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    text = b"Display P3, gamma 2.2"
    tags = [
        (b"desc", b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" + bytes(78)),
        (b"cprt", b"text\0\0\0\0CC0\0"),
        (b"wtpt", xyz(0.9642, 1.0, 0.8249)),
        (b"rXYZ", xyz(0.51512, 0.24120, -0.00105)),
        (b"gXYZ", xyz(0.29198, 0.69225, 0.04189)),
        (b"bXYZ", xyz(0.15710, 0.06657, 0.78407)),
        (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    table, data = b"", b""
    offset = 128 + 4 + 12 * len(tags)
    for signature, payload in tags:
        payload += bytes(-len(payload) % 4)
        table += signature + struct.pack(">II", offset + len(data), len(payload))
        data += payload
    body = struct.pack(">I", len(tags)) + table + data
    header = struct.pack(
        ">I4sI4s4s4s12s4s4sIIIQI3i4s44s", 128 + len(body), b"\0\0\0\0", 0x02200000, b"mntr", b"RGB ",
        b"XYZ ", bytes(12), b"acsp", b"\0\0\0\0", 0, 0, 0, 0, 0,
        round(0.9642 * 65536), 65536, round(0.8249 * 65536), b"\0\0\0\0", bytes(44))
    return header + body


def phone():
    """As phones write it: stored on its side, orientation 6, colours in Display P3."""
    upright = photo("coffee.png", (40, 0, 560, 400), (130, 100))
    profile = display_p3()
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        "RGB", "RGB", renderingIntent=1)
    stored = ImageCms.applyTransform(upright, transform).transpose(Image.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    save(stored, "phone.jpg", quality=92, exif=exif, icc_profile=profile)


def logo():
    """The gate: transparent, with colour left black where nothing is."""
    big = Image.new("RGBA", (960, 960), (0, 0, 0, 0))
    draw = ImageDraw.Draw(big)
    for i, colour in enumerate([(230, 57, 70), (244, 162, 97), (42, 157, 143), (38, 70, 140)]):
        inset = 40 + 110 * i
        draw.arc((inset, inset, 960 - inset, 960 - inset), 180, 360, fill=colour + (255,), width=70)
        draw.rectangle((inset, 480, inset + 69, 900), fill=colour + (255,))
        draw.rectangle((960 - inset - 69, 480, 960 - inset, 900), fill=colour + (255,))
    small = big.resize((96, 96), Image.BOX)
    pixels = numpy.array(small)
    pixels[pixels[..., 3] == 0] = 0
    save(Image.fromarray(pixels), "logo.png")


def game():
    """Pixel art in a palette with one transparent colour."""
    rows = ["................", "......####......", "....##oooo##....", "...#oooooooo#...",
            "..#oowwoowwoo#..", "..#owbbowbboo#..", ".#oowbbowbbooo#.", ".#ooowwoowwooo#.",
            ".#oooooooooooo#.", ".#ooorrrrrrooo#.", ".#oooorrrrooo##.", "..#oooooooooo#..",
            "..##oooooooo##..", "...###oooo###...", "..#yy######yy#..", "..####....####.."]
    keys = {".": 0, "#": 1, "o": 2, "w": 3, "b": 4, "r": 5, "y": 6}
    picture = Image.new("P", (16, 16))
    picture.putpalette([0, 0, 0, 20, 24, 46, 120, 200, 80, 255, 255, 255, 40, 40, 90, 200, 50, 60, 250, 200, 60])
    picture.putdata([keys[c] for row in rows for c in row])
    save(picture.resize((96, 96), Image.NEAREST), "game.gif", transparency=0)


def sky():
    """An evening sky in 16 bits a sample, deflated TIFF: its steps are finer than 8 bits can be."""
    height, width = 96, 128
    y = numpy.linspace(0, 1, height)[:, None]
    x = numpy.linspace(0, 1, width)[None, :]
    glow = numpy.exp(-((x - 0.65) ** 2 + (y - 0.9) ** 2) * 6)
    rgb = numpy.stack([0.10 + 0.25 * y + 0.25 * glow, 0.10 + 0.12 * y + 0.12 * glow + 0 * x, 0.22 - 0.06 * y + 0 * x], -1)
    hills = 0.86 + 0.05 * numpy.sin(9 * x) + 0.03 * numpy.sin(23 * x + 1)
    rgb[numpy.broadcast_to(y > hills, (height, width))] = (0.03, 0.03, 0.05)
    samples = (rgb * 65535).round().astype("<u2").tobytes()
    data = zlib.compress(samples, 9)
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, None), (259, 3, 1, 8), (262, 3, 1, 2),
               (273, 4, 1, 8), (277, 3, 1, 3), (278, 4, 1, height), (279, 4, 1, len(data)), (284, 3, 1, 1)]
    padding = bytes(len(data) % 2)
    ifd = 8 + len(data) + len(padding)
    bits = ifd + 2 + 12 * len(entries) + 4
    out = struct.pack("<2sHI", b"II", 42, ifd) + data + padding + struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        out += struct.pack("<HHII", tag, kind, count, bits if value is None else value)
    with open(os.path.join(HERE, "sky.tif"), "wb") as file:
        file.write(out + struct.pack("<I3H", 0, 16, 16, 16))


save(photo("astronaut.png", (140, 0, 396, 256), (128, 128)), "portrait.jpg", quality=90, progressive=True)
save(photo("chelsea.png", (80, 20, 400, 260), (128, 96)), "cat.png")
save(photo("rocket.jpg", (200, 60, 520, 300), (128, 96)), "rocket.webp", quality=90)
save(photo("hubble_deep_field.jpg", (300, 200, 556, 392), (128, 96)), "galaxies.jpg", quality=92)
save(photo("brick.png", (0, 0, 384, 288), (128, 96)).convert("L"), "brick.bmp")
save(Image.open(os.path.join(SOURCES, "text.png")).convert("L").crop((40, 10, 240, 130)), "text.png")
phone()
logo()
game()
sky()
