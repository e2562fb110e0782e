package dev.pixelgate.function.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The format of a seed file, as its first bytes tell. */
enum Kind {
  PNG("\u0089PNG"),
  JPEG("\u00ff\u00d8\u00ff"),
  WEBP("RIFF"),
  GIF("GIF8"),
  BMP("BM"),
  TIFF_LITTLE("II"),
  TIFF_BIG("MM");

  private final byte[] start;

  Kind(String start) {
    this.start = start.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Optional<Kind> of(byte[] file) {
    return Arrays.stream(values()).filter(kind -> kind.begins(file)).findFirst();
  }

  private boolean begins(byte[] file) {
    return file.length > start.length
        && Arrays.equals(file, 0, start.length, start, 0, start.length);
  }
}
