package dev.pixelgate.runtime.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.imageio.stream.ImageInputStream;

/** The formats that are read, told by their first bytes. */
enum PictureFormat {
  PNG("PNG", "89504e470d0a1a0a"),
  JPEG("JPEG", "ffd8ff"),
  WEBP("WebP", "52494646........57454250"),
  GIF("GIF", "474946383.61"),
  BMP("BMP", "424d"),
  TIFF_LITTLE_ENDIAN("TIFF", "49492a00"),
  TIFF_BIG_ENDIAN("TIFF", "4d4d002a"),
  BIG_TIFF_LITTLE_ENDIAN("TIFF", "49492b00"),
  BIG_TIFF_BIG_ENDIAN("TIFF", "4d4d002b");

  private static final int LONGEST_START = 12;

  private final String label;
  private final String start;

  /**
   * @param start the first bytes in hexadecimal digits, a dot for any
   */
  PictureFormat(String label, String start) {
    this.label = label;
    this.start = start;
  }

  /** Leaves {@code input} at its start. */
  static PictureFormat of(ImageInputStream input) throws PictureException, IOException {
    byte[] bytes = new byte[(int) Math.min(LONGEST_START, input.length())];
    input.seek(0);
    input.readFully(bytes);
    input.seek(0);
    return Arrays.stream(values())
        .filter(format -> format.startsLike(bytes))
        .findFirst()
        .orElseThrow(() -> new PictureException("not a " + labels() + " picture"));
  }

  String label() {
    return label;
  }

  Decoder decoder() {
    return switch (this) {
      case PNG -> new PngDecoder();
      case JPEG -> new JpegDecoder();
      case WEBP -> new WebpDecoder();
      case GIF -> new GifDecoder();
      case BMP -> new BmpDecoder();
      case TIFF_LITTLE_ENDIAN, TIFF_BIG_ENDIAN, BIG_TIFF_LITTLE_ENDIAN, BIG_TIFF_BIG_ENDIAN ->
          new TiffDecoder();
    };
  }

  private boolean startsLike(byte[] bytes) {
    if (bytes.length * 2 < start.length()) {
      return false;
    }
    for (int i = 0; i < start.length(); i++) {
      int digit = (bytes[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xf;
      if (start.charAt(i) != '.' && Character.digit(start.charAt(i), 16) != digit) {
        return false;
      }
    }
    return true;
  }

  private static String labels() {
    String all =
        Arrays.stream(values())
            .map(PictureFormat::label)
            .distinct()
            .collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return all.substring(0, last) + " or " + all.substring(last + 2);
  }
}
