package dev.pixelgate.runtime.picture;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * Counts a JPEG's scans before they are decoded. Each walks all blocks of a component, at almost no
 * bytes: a file of 200 kB can ask for 10,000 passes over 16 Mpx. Encoders write up to some 20.
 *
 * <p>It goes from marker to marker as libjpeg does: one within a segment is none, or a comment with
 * an end marker in it would hide the scans behind it.
 */
final class JpegScans {
  static final int MOST = 100;

  private static final int SOF0 = 0xc0;
  private static final int RST0 = 0xd0;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;

  private JpegScans() {}

  /**
   * Refuses more than {@link #MOST}.
   *
   * @param input at the first scan's marker
   */
  static void check(ImageInputStream input) throws PictureException, IOException {
    try {
      count(input);
    } catch (EOFException e) {
      // Cut off: what is there was counted, and the decoder says what is missing.
    }
  }

  private static void count(ImageInputStream input) throws PictureException, IOException {
    int scans = 0;
    for (int marker = next(input); marker != EOI; marker = next(input)) {
      if (marker == SOS && ++scans > MOST) {
        throw new PictureException("JPEGs of more than " + MOST + " scans are not read");
      }
      // Looking for a restart, libjpeg passes over markers below SOF0 and not over their length.
      if (marker >= SOF0 && (marker < RST0 || marker > SOI)) {
        int length = input.readUnsignedShort() - 2;
        input.seek(input.getStreamPosition() + Math.max(0, length));
      }
    }
  }

  /** The next marker; 0xff and 0 stand for a sample's 0xff, more of 0xff before it are filling. */
  private static int next(ImageInputStream input) throws IOException {
    int next = 0;
    while (next == 0) {
      while (next != 0xff) {
        next = input.readUnsignedByte();
      }
      while (next == 0xff) {
        next = input.readUnsignedByte();
      }
    }
    return next;
  }
}
