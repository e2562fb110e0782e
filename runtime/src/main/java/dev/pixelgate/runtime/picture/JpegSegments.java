package dev.pixelgate.runtime.picture;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;

/**
 * What stands before a JPEG's first scan, sorted: tables and frame for the decoder, EXIF and the
 * colour profile's parts for us. The decoder never sees application segments, thumbnails and
 * comments, of which there may be any number.
 */
final class JpegSegments {
  private static final int SOI = 0xd8;
  private static final int SOS = 0xda;
  private static final int EOI = 0xd9;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int MAX_TABLES_BYTES = 1 << 20;
  private static final int ADOBE_BYTES = 12;
  private static final byte[] EXIF = bytes("Exif\0");
  private static final byte[] ICC = bytes("ICC_PROFILE\0");
  private static final byte[] ADOBE = bytes("Adobe");
  private static final byte[] JFIF = bytes("JFIF\0");

  private final ImageInputStream input;
  private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
  private final SortedMap<Integer, byte[]> profileParts = new TreeMap<>();
  private int profileBytes;
  private int profilePartsDeclared;
  private boolean jfif;
  private Optional<byte[]> exif = Optional.empty();
  private Optional<byte[]> adobe = Optional.empty();
  private Optional<JpegFrame> frame = Optional.empty();
  private long firstScan;

  private JpegSegments(ImageInputStream input) {
    this.input = input;
  }

  /** Reads to the first scan. */
  static JpegSegments read(ImageInputStream input) throws PictureException, IOException {
    JpegSegments segments = new JpegSegments(input);
    try {
      input.seek(2);
      segments.walk();
      return segments;
    } catch (EOFException e) {
      throw new PictureException("damaged JPEG: cut off before its first scan", e);
    }
  }

  JpegFrame frame() throws PictureException {
    return frame.orElseThrow(() -> new PictureException("damaged JPEG: no frame header"));
  }

  /** Where the first scan's marker stands. */
  long firstScan() {
    return firstScan;
  }

  boolean hasJfif() {
    return jfif;
  }

  /** The Adobe segment's data: whether inks are inverted, and how colours are coded. */
  Optional<byte[]> adobe() {
    return adobe;
  }

  Optional<byte[]> exif() {
    return exif;
  }

  /** Segments of tables and the frame, with their markers. */
  byte[] tables() {
    return tables.toByteArray();
  }

  /** Whole or not at all; the parts may come in any order. */
  Optional<byte[]> profile() {
    if (profileParts.isEmpty() || profileParts.size() != profilePartsDeclared) {
      return Optional.empty();
    }
    byte[] profile = new byte[profileBytes];
    int at = 0;
    for (byte[] part : profileParts.values()) {
      System.arraycopy(part, 0, profile, at, part.length);
      at += part.length;
    }
    return Optional.of(profile);
  }

  private void walk() throws PictureException, IOException {
    while (true) {
      long start = input.getStreamPosition();
      int marker = marker();
      if (marker == SOS) {
        firstScan = start;
        return;
      }
      if (marker == EOI || marker == SOI) {
        throw new PictureException("damaged JPEG: it ends before its first scan");
      }
      if (marker > 1 && (marker < 0xd0 || marker > 0xd7)) {
        int length = input.readUnsignedShort() - 2;
        if (length < 0) {
          throw new PictureException("damaged JPEG: a segment of negative length at byte " + start);
        }
        segment(marker, length);
      }
    }
  }

  private int marker() throws IOException {
    int next = input.readUnsignedByte();
    while (next != 0xff) {
      next = input.readUnsignedByte();
    }
    while (next == 0xff) {
      next = input.readUnsignedByte();
    }
    return next;
  }

  private void segment(int marker, int length) throws PictureException, IOException {
    if (marker == COMMENT || (marker >= APP0 && marker <= APP15)) {
      application(marker, length);
      return;
    }
    byte[] data = new byte[length];
    input.readFully(data);
    if (tables.size() + length > MAX_TABLES_BYTES) {
      throw new PictureException(
          "damaged JPEG: more than " + MAX_TABLES_BYTES + " bytes of tables");
    }
    tables.write(0xff);
    tables.write(marker);
    tables.write((length + 2) >> 8);
    tables.write(length + 2);
    tables.writeBytes(data);
    if (JpegFrame.isFrame(marker) && frame.isEmpty()) {
      frame = Optional.of(JpegFrame.of(marker, data));
    }
  }

  private void application(int marker, int length) throws IOException {
    boolean told = marker == APP0 || marker == APP1 || marker == APP2 || marker == APP14;
    if (!told) {
      input.seek(input.getStreamPosition() + length);
      return;
    }
    byte[] data = new byte[length];
    input.readFully(data);
    if (marker == APP0) {
      jfif |= startsWith(data, JFIF);
    } else if (marker == APP1 && exif.isEmpty() && startsWith(data, EXIF)) {
      exif = Optional.of(data);
    } else if (marker == APP2 && startsWith(data, ICC) && length > ICC.length + 2) {
      profilePart(data);
    } else if (marker == APP14 && startsWith(data, ADOBE) && length >= ADOBE_BYTES) {
      adobe = Optional.of(data);
    }
  }

  /** Of at most 255 parts with less than 64 kB each. */
  private void profilePart(byte[] data) {
    byte[] part = Arrays.copyOfRange(data, ICC.length + 2, data.length);
    profilePartsDeclared = data[ICC.length + 1] & 0xff;
    if (profileBytes + part.length <= ProfileHeader.MAX_BYTES
        && profileParts.putIfAbsent(data[ICC.length] & 0xff, part) == null) {
      profileBytes += part.length;
    }
  }

  private static boolean startsWith(byte[] data, byte[] start) {
    return data.length >= start.length
        && Arrays.equals(data, 0, start.length, start, 0, start.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
