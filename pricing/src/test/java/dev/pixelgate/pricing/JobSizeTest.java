package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class JobSizeTest {
  private final JobSize three = new JobSize(20, 10, 3);

  @Test
  void isChargedForEachPictureButWhenUpscaled() {
    assertEquals(new Pixels(200), three.charged(Pipeline.UPSCALE));
    assertEquals(new Pixels(600), three.charged(Pipeline.IMAGE_TO_IMAGE));
    assertEquals(new Pixels(600), three.charged(Pipeline.TEXT_TO_IMAGE));
  }

  @Test
  void isOfOnePixelAtLeast() {
    var error = assertThrows(IllegalArgumentException.class, () -> new JobSize(0, 5, 1));
    assertEquals("1 pictures of 0x5 px: each must be at least 1", error.getMessage());
  }
}
