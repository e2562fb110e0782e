package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureWriterTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "31,17", "300,200"})
  void comesBackAsItWasWritten(int width, int height) throws Exception {
    Bitmap8 picture = TestingPictures.noise(width, height, width);
    byte[] png = TestingPictures.png(picture);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int expected =
            picture.sample(x, y, 0) << 16 | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2);
        assertEquals(expected, image.getRGB(x, y) & 0xffffff);
      }
    }
    assertArrayEquals(picture.samples(), TestingPictures.read(png).samples());
  }

  @Test
  void writesTheSameBytesAgain() throws Exception {
    Bitmap8 picture = TestingPictures.photo("photos/coffee_lr4.png");
    assertArrayEquals(TestingPictures.png(picture), TestingPictures.png(picture));
  }

  @Test
  void stopsBeforeTheNextRow() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertFalse(PictureWriter.write(TestingPictures.noise(8, 8, 1), out, () -> true));
    assertEquals(33, out.size(), "signature and header only");
  }
}
