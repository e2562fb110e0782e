package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import org.junit.jupiter.api.Test;

class JpegScansTest {
  private static final String REFUSAL = "JPEGs of more than 100 scans are not read";

  /** One more bit of the first component's mean brightness, and no data. */
  private static final String SCAN = "ffda0008010100000010";

  @Test
  void refusesMoreScansThanAnyEncoderWrites() throws Exception {
    assertEquals(REFUSAL, refusal(SCAN.repeat(101)));
  }

  /** It took 12 s of decoding for 11 kB, and twice as long for twice as many. */
  @Test
  void countsTheScansBehindACommentThatHoldsAnEndMarker() throws Exception {
    assertEquals(REFUSAL, refusal("fffe0004ffd9" + SCAN.repeat(101)));
  }

  @Test
  void countsTheScansBehindAMarkerThatHasNoLength() throws Exception {
    for (String marker : new String[] {"ffd0", "ffd7", "ff01", "ff02", "ffff01"}) {
      assertEquals(REFUSAL, refusal(marker + "ffff" + SCAN.repeat(101)), marker);
    }
  }

  @Test
  void countsNoScansWithinASegment() throws Exception {
    byte[] jpeg = withFirstScanAnd("fffe03ea" + "ffda".repeat(500) + "ffd9");
    assertEquals(16, TestingPictures.read(jpeg).width());
  }

  private static String refusal(String scans) throws Exception {
    byte[] jpeg = withFirstScanAnd(scans + "ffd9");
    return assertThrows(PictureException.class, () -> TestingPictures.read(jpeg)).getMessage();
  }

  /** A progressive JPEG up to the end of its first scan, and these bytes. */
  private static byte[] withFirstScanAnd(String hex) throws Exception {
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
    byte[] whole = TestingPictures.jpeg(new IIOImage(grey, null, null), true);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    jpeg.write(whole, 0, secondScan(whole));
    jpeg.writeBytes(HexFormat.of().parseHex(hex));
    return jpeg.toByteArray();
  }

  private static int secondScan(byte[] jpeg) {
    int scans = 0;
    int at = 0;
    while (scans < 2) {
      at++;
      scans += (jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == 0xda ? 1 : 0;
    }
    return at;
  }
}
