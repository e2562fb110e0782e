package dev.pixelgate.pricing.picture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How files of a picture format begin.
 *
 * @param pattern two hexadecimal digits a byte; {@code ..} is any byte
 * @param formatName for people
 * @param format absent when it is recognised only to be refused by name
 */
record Signature(String pattern, String formatName, Optional<PictureFormat> format) {
  /** AVIF and HEIF files begin with an ftyp box, short enough for a length of one byte. */
  private static final String FTYP = "000000..66747970";

  static final List<Signature> ALL =
      Stream.concat(
              Stream.of(
                  read("89504e470d0a1a0a", PictureFormat.PNG),
                  read("ffd8ff", PictureFormat.JPEG),
                  read("474946383761", PictureFormat.GIF),
                  read("474946383961", PictureFormat.GIF),
                  read("52494646........57454250", PictureFormat.WEBP),
                  read("49492a00", PictureFormat.TIFF),
                  read("4d4d002a", PictureFormat.TIFF),
                  read("49492b00", PictureFormat.TIFF),
                  read("4d4d002b", PictureFormat.TIFF),
                  refused("ff0a", "JPEG XL"),
                  refused("0000000c4a584c200d0a870a", "JPEG XL"),
                  refused("ff4fff51", "JPEG 2000"),
                  refused("0000000c6a5020200d0a870a", "JPEG 2000")),
              Stream.concat(isoMedia(), bitmaps()))
          .toList();

  /** Bytes of the longest signature. */
  static final int LONGEST = ALL.stream().mapToInt(Signature::length).max().orElseThrow();

  int length() {
    return pattern.length() / 2;
  }

  /** Whether such a file may have this byte at this index below {@link #length}. */
  boolean fits(int index, byte value) {
    int at = 2 * index;
    return pattern.charAt(at) == '.'
        || (value & 0xff) == HexFormat.fromHexDigits(pattern, at, at + 2);
  }

  private static Signature read(String pattern, PictureFormat format) {
    return new Signature(pattern, format.title(), Optional.of(format));
  }

  private static Signature refused(String pattern, String formatName) {
    return new Signature(pattern, formatName, Optional.empty());
  }

  private static Stream<Signature> isoMedia() {
    return Stream.concat(
        Stream.of("avif", "avis").map(brand -> refused(FTYP + hex(brand), "AVIF")),
        Stream.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1")
            .map(brand -> refused(FTYP + hex(brand), "HEIC")));
  }

  /** "BM" alone may begin a text; the size of the header that follows tells. */
  private static Stream<Signature> bitmaps() {
    return Stream.of("0c", "10", "28", "34", "38", "40", "6c", "7c")
        .map(size -> read("424d" + "........".repeat(3) + size + "000000", PictureFormat.BMP));
  }

  private static String hex(String brand) {
    return HexFormat.of().formatHex(brand.getBytes(StandardCharsets.US_ASCII));
  }
}
