"""ICC profiles for the corpus, from published numbers."""

import struct


def s15(value):
    return struct.pack(">i", round(value * 65536))


def xyz(*values):
    return b"XYZ \0\0\0\0" + b"".join(s15(v) for v in values)


def gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256)) + b"\0\0"


def srgb_curve():
    return b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + b"".join(
        s15(v) for v in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))


def text(words):
    utf16 = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(utf16), 28) + utf16


def profile(device, space, pcs, tags):
    names = list(tags.items()) + [("wtpt", xyz(0.9642, 1, 0.8249)), ("cprt", text("CC0"))]
    offset = 128 + 4 + 12 * len(names)
    table, data = struct.pack(">I", len(names)), b""
    for name, body in names:
        table += struct.pack(">4sII", name.encode(), offset + len(data), len(body))
        data += body + b"\0" * (-len(body) % 4)
    size = offset + len(data)
    header = struct.pack(">I4sI4s4s4s12s4s", size, b"\0\0\0\0", 0x04000000, device, space, pcs,
                         struct.pack(">6H", 2026, 1, 1, 0, 0, 0), b"acsp")
    header += b"\0" * (68 - len(header)) + s15(0.9642) + s15(1) + s15(0.8249)
    return header.ljust(128, b"\0") + table + data


def rgb(name, red, green, blue, curve):
    return profile(b"mntr", b"RGB ", b"XYZ ", {
        "desc": text(name), "rXYZ": xyz(*red), "gXYZ": xyz(*green), "bXYZ": xyz(*blue),
        "rTRC": curve, "gTRC": curve, "bTRC": curve})


# Primaries adapted to D50 (Bradford).
DISPLAY_P3 = rgb("Display P3", (0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189),
                 (0.15710, 0.06657, 0.78407), srgb_curve())
ADOBE_RGB = rgb("Adobe RGB (1998)", (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087),
                (0.14919, 0.06322, 0.74457), gamma(2.19921875))
SRGB = rgb("sRGB", (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708),
           (0.14307, 0.06061, 0.71410), srgb_curve())
GREY_GAMMA_1_8 = profile(b"mntr", b"GRAY", b"XYZ ", {"desc": text("Grey 1.8"), "kTRC": gamma(1.8)})


def cmyk():
    """A table of two points an ink: Lab of paper, inks and overprints, coarse but plausible."""
    paper = (93, 0, 2)
    inks = {0: paper, 1: (55, -37, -50), 2: (48, 74, -3), 3: (24, 22, -46), 4: (89, -5, 93),
            5: (50, -68, 30), 6: (47, 68, 48), 7: (23, 0, 0)}
    table = b""
    for point in range(16):  # C slowest, K fastest
        c, m, y, k = (point >> bit & 1 for bit in (3, 2, 1, 0))
        lightness, a, b = inks[c | m << 1 | y << 2]
        if k:
            lightness, a, b = 8 + lightness * 0.08, a * 0.05, b * 0.05
        table += struct.pack(">3H", round(lightness * 652.8), round((a + 128) * 256),
                             round((b + 128) * 256))
    identity = [s15(1), s15(0), s15(0), s15(0), s15(1), s15(0), s15(0), s15(0), s15(1)]
    lut = b"mft2\0\0\0\0" + bytes((4, 3, 2, 0)) + b"".join(identity) + struct.pack(">HH", 2, 2)
    lut += struct.pack(">2H", 0, 65535) * 4 + table + struct.pack(">2H", 0, 65535) * 3
    return profile(b"prtr", b"CMYK", b"Lab ", {"desc": text("Coarse CMYK"), "A2B0": lut})


CMYK = cmyk()
SRGB_LINEAR = rgb("Linear", (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708),
                  (0.14307, 0.06061, 0.71410), gamma(1.0))
