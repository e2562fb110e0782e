package dev.pixelgate.runtime.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** A BMP's headers, looked over before the decoder believes them. */
final class BmpHeader {
  private static final int FILE_BYTES = 14;
  private static final int CORE_BYTES = 12;
  private static final int INFO_BYTES = 40;
  private static final int V5_BYTES = 124;
  private static final int BITFIELDS = 3;
  private static final int SRGB = 0x73524742;
  private static final int EMBEDDED = 0x4d424544; // MBED
  private static final int COLOUR_SPACE = FILE_BYTES + 56;

  private final ByteBuffer bytes;
  private final int size;

  private BmpHeader(ByteBuffer bytes) {
    this.bytes = bytes;
    this.size = bytes.getInt(FILE_BYTES);
  }

  static BmpHeader read(ImageInputStream input) throws PictureException, IOException {
    try {
      byte[] start = new byte[FILE_BYTES + 4];
      input.readFully(start);
      int size = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(FILE_BYTES);
      if (size != CORE_BYTES && (size < INFO_BYTES || size > V5_BYTES)) {
        throw new PictureException("BMPs with a header of " + size + " bytes are not read");
      }
      byte[] all = new byte[FILE_BYTES + size];
      input.seek(0);
      input.readFully(all);
      BmpHeader header = new BmpHeader(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN));
      header.check(input.length());
      return header;
    } catch (EOFException e) {
      throw new PictureException("damaged BMP: cut off in its header", e);
    }
  }

  int width() {
    return isCore() ? bytes.getShort(18) & 0xffff : bytes.getInt(18);
  }

  /** Positive, whichever row comes first. */
  long height() {
    return isCore() ? bytes.getShort(20) & 0xffff : Math.abs((long) bytes.getInt(22));
  }

  /** The headers themselves, without a profile: that is not for the decoder. */
  byte[] plain() {
    byte[] plain = new byte[bytes.limit()];
    bytes.get(0, plain);
    if (size == V5_BYTES) {
      ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).putInt(COLOUR_SPACE, SRGB);
    }
    return plain;
  }

  /** The profile embedded in a version 5 file, if it lies within the file. */
  Optional<byte[]> profile(ImageInputStream input) throws IOException {
    if (size < V5_BYTES || bytes.getInt(COLOUR_SPACE) != EMBEDDED) {
      return Optional.empty();
    }
    long start = FILE_BYTES + (bytes.getInt(FILE_BYTES + 112) & 0xffffffffL);
    int length = bytes.getInt(FILE_BYTES + 116);
    if (length < 0 || length > ProfileHeader.MAX_BYTES || start + length > input.length()) {
      return Optional.empty();
    }
    byte[] profile = new byte[length];
    input.seek(start);
    input.readFully(profile);
    return Optional.of(profile);
  }

  private boolean isCore() {
    return size == CORE_BYTES;
  }

  private int bits() {
    return isCore() ? bytes.getShort(24) : bytes.getShort(28);
  }

  private int compression() {
    return isCore() ? 0 : bytes.getInt(30);
  }

  private void check(long fileBytes) throws PictureException {
    int compression = compression();
    if (compression < 0 || compression > BITFIELDS) {
      throw new PictureException("BMPs of compression " + compression + " are not read");
    }
    long colours = isCore() ? 0 : bytes.getInt(46) & 0xffffffffL;
    if (bits() <= 8 && colours > 256) {
      throw new PictureException("damaged BMP: a palette of " + colours + " colours");
    }
    if (width() < 1) {
      throw new PictureException("damaged BMP: a width of " + width() + " px");
    }
    long rowBytes = ((long) width() * bits() + 31) / 32 * 4;
    boolean packed = compression == 1 || compression == 2;
    long data = bytes.getInt(10) & 0xffffffffL;
    if (!packed && fileBytes - data < rowBytes * height()) {
      throw new PictureException(
          "damaged BMP: cut off, %d bytes of pixels instead of %d"
              .formatted(Math.max(0, fileBytes - data), rowBytes * height()));
    }
  }
}
