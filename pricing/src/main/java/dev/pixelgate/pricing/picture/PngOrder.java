package dev.pixelgate.pricing.picture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Which chunk may stand where in a PNG file, and what its header may say. A rule's answer is a
 * phrase for what is wrong, empty when nothing is.
 */
final class PngOrder {
  /** Bytes of an IHDR chunk's data. */
  static final int HEADER_LENGTH = 13;

  private static final int PALETTE_COLOUR = 3;
  private static final int MAX_PALETTE_BYTES = 3 * 256;

  private enum Pixels {
    AHEAD,
    RUNNING,
    PAST
  }

  private String current = "";
  private Pixels pixels = Pixels.AHEAD;
  private boolean headerSeen;
  private boolean paletteSeen;
  private boolean paletteNeeded;
  private boolean ended;

  /** A chunk's type as text; in hexadecimal when it is no text. */
  static String typeName(byte[] bytes, int at) {
    for (int i = at; i < at + 4; i++) {
      int lower = bytes[i] | 0x20;
      if (lower < 'a' || lower > 'z') {
        return HexFormat.of().formatHex(bytes, at, at + 4);
      }
    }
    return new String(bytes, at, 4, StandardCharsets.US_ASCII);
  }

  /** Whether a picture can be shown without chunks of this type, which is four letters. */
  static boolean isAncillary(String type) {
    return Character.isLowerCase(type.charAt(0));
  }

  /** A chunk begins. */
  String begin(String type, int length) {
    current = type;
    if (length < 0) {
      return "its length %d is over the limit of %d bytes"
          .formatted(Integer.toUnsignedLong(length), Integer.MAX_VALUE);
    }
    if (type.length() != 4) {
      return "its type is not four letters";
    }
    if (!headerSeen && !inHeader()) {
      return "the first chunk must be IHDR";
    }
    if (pixels == Pixels.RUNNING && !type.equals("IDAT")) {
      pixels = Pixels.PAST;
    }
    return switch (type) {
      case "IHDR" -> beginHeader(length);
      case "PLTE" -> beginPalette(length);
      case "IDAT" -> beginPixels();
      case "IEND" -> beginEnd(length);
      default -> isAncillary(type) ? "" : "it is critical and unknown";
    };
  }

  /** Whether the current chunk is IHDR. */
  boolean inHeader() {
    return current.equals("IHDR");
  }

  /** Judges the data of IHDR. */
  String readHeader(byte[] header) {
    int width = BigEndian.int32(header, 0);
    int height = BigEndian.int32(header, 4);
    if (width < 1 || height < 1) {
      return "a size of %dx%d pixels is outside 1 to %d a side"
          .formatted(
              Integer.toUnsignedLong(width), Integer.toUnsignedLong(height), Integer.MAX_VALUE);
    }
    int depth = header[8] & 0xff;
    int colour = header[9] & 0xff;
    if (!isPixelKind(depth, colour)) {
      return "bit depth %d with colour type %d is not PNG".formatted(depth, colour);
    }
    if (header[10] != 0 || header[11] != 0 || (header[12] & 0xff) > 1) {
      return "compression %d, filter %d, interlace %d is not PNG"
          .formatted(header[10] & 0xff, header[11] & 0xff, header[12] & 0xff);
    }
    paletteNeeded = colour == PALETTE_COLOUR;
    return "";
  }

  /** The picture of a sound IHDR. */
  static Picture picture(byte[] header) {
    return new Picture(PictureFormat.PNG, BigEndian.int32(header, 0), BigEndian.int32(header, 4));
  }

  /** The current chunk is over and sound. */
  void end() {
    ended = current.equals("IEND");
  }

  /** Whether IEND is over. */
  boolean ended() {
    return ended;
  }

  private String beginHeader(int length) {
    if (headerSeen) {
      return "a second IHDR";
    }
    headerSeen = true;
    return length == HEADER_LENGTH
        ? ""
        : "its length is %d bytes, must be %d".formatted(length, HEADER_LENGTH);
  }

  private String beginPalette(int length) {
    if (paletteSeen || pixels != Pixels.AHEAD) {
      return paletteSeen ? "a second PLTE" : "PLTE after IDAT";
    }
    paletteSeen = true;
    return length > 0 && length <= MAX_PALETTE_BYTES && length % 3 == 0
        ? ""
        : "its length of %d bytes is not 3 to %d by threes".formatted(length, MAX_PALETTE_BYTES);
  }

  private String beginPixels() {
    if (pixels == Pixels.PAST) {
      return "another chunk stands between two IDAT";
    }
    pixels = Pixels.RUNNING;
    return paletteNeeded && !paletteSeen ? "a palette picture without PLTE" : "";
  }

  private String beginEnd(int length) {
    if (pixels == Pixels.AHEAD) {
      return "no IDAT before it";
    }
    return length == 0 ? "" : "its length is %d bytes, must be 0".formatted(length);
  }

  private static boolean isPixelKind(int depth, int colour) {
    return switch (colour) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE_COLOUR -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }
}
