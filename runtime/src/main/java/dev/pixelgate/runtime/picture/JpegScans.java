package dev.pixelgate.runtime.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * Counts a JPEG's scans before they are decoded. Each walks all blocks of a component, at almost no
 * bytes: a file of 200 kB can ask for 10,000 passes over 16 Mpx. Encoders write up to some 20.
 */
final class JpegScans {
  static final int MOST = 100;

  private static final int SOS = 0xda;
  private static final int EOI = 0xd9;

  private JpegScans() {}

  /**
   * Refuses more than {@link #MOST}.
   *
   * @param input at the first scan's marker
   */
  static void check(ImageInputStream input) throws PictureException, IOException {
    int scans = 0;
    byte[] block = new byte[65536];
    boolean marked = false;
    for (int count = input.read(block); count > 0; count = input.read(block)) {
      for (int i = 0; i < count; i++) {
        int next = block[i] & 0xff;
        if (marked && next == EOI) {
          return;
        }
        // A table between scans may hold these two bytes by chance; it counts as a scan then.
        if (marked && next == SOS && ++scans > MOST) {
          throw new PictureException("JPEGs of more than " + MOST + " scans are not read");
        }
        marked = next == 0xff;
      }
    }
  }
}
