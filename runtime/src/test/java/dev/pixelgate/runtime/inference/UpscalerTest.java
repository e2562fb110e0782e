package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import dev.pixelgate.runtime.picture.TestingPictures;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpscalerTest {
  /** The goldens have a reflected edge of 10 px, ours has 6: 52.8, 51.7 and 55.8 dB were seen. */
  @ParameterizedTest
  @ValueSource(strings = {"astronaut", "chelsea", "coffee"})
  void equalsTheGoldenPhotos(String photo) throws Exception {
    Bitmap8 golden = TestingPictures.photo("golden/" + photo + "_realesr-general-x4v3.png");
    try (Upscaler upscaler = TestingNetworks.upscaler()) {
      Bitmap8 result = upscale(upscaler, TestingPictures.photo("photos/" + photo + "_lr4.png"));
      double whole = TestingPictures.psnr(golden, result, 0);
      assertTrue(whole >= 50, whole + " dB");
      // Inside of what the edge's width can reach (34 convolutions, 4x), only rounding differs.
      double inside = TestingPictures.psnr(golden, result, 140);
      assertTrue(inside >= 75, inside + " dB inside");
    }
  }

  @Test
  void equalsTheGoldenTensorWithoutAnyEdge() throws Exception {
    Bitmap8 picture = TestingPictures.photo("photos/astronaut_32.png");
    FloatBuffer input = Tensors.allocate(3 * 32 * 32);
    Tensors.fillColour(picture, new Tile(0, 0, 32, 32), input);
    try (Upscaler upscaler = TestingNetworks.upscaler()) {
      FloatBuffer output = upscaler.run(input, 32, 32, Network.After.KEEP_MEMORY);
      TestingNetworks.assertGolden(
          TestingPictures.resource("golden/astronaut_32_realesr-general-x4v3.f32"), output);
    }
  }

  /** As good as measured: 61.2 dB and 5 levels with a border of 16 px, 24 levels with 8. */
  @Test
  void showsNoSeamBetweenTiles() throws Exception {
    Bitmap8 picture = TestingPictures.photo("photos/astronaut_lr4.png");
    try (Upscaler whole = TestingNetworks.upscaler(128, 16);
        Upscaler tiled = TestingNetworks.upscaler(64, 16);
        Upscaler bare = TestingNetworks.upscaler(64, 0)) {
      Bitmap8 expected = upscale(whole, picture);
      Bitmap8 actual = upscale(tiled, picture);
      double ratio = TestingPictures.psnr(expected, actual, 40);
      assertTrue(ratio >= 58.7, ratio + " dB");
      int worst = TestingPictures.worst(expected, actual, 40);
      assertTrue(worst <= 5, worst + " levels");
      double without = TestingPictures.psnr(expected, upscale(bare, picture), 40);
      assertTrue(without < 45, without + " dB without a border: this test shows nothing");
    }
  }

  /** Measured: 62.1 dB and 4 levels; without blending 61.2 dB and 5. */
  @Test
  void weakensTheSeamByBlending() throws Exception {
    Bitmap8 picture = TestingPictures.photo("photos/astronaut_lr4.png");
    try (Upscaler whole = TestingNetworks.upscaler(128, 16);
        Upscaler blended = TestingNetworks.upscaler(64, 16, 4)) {
      Bitmap8 expected = upscale(whole, picture);
      Bitmap8 actual = upscale(blended, picture);
      double ratio = TestingPictures.psnr(expected, actual, 40);
      assertTrue(ratio >= 61.6, ratio + " dB");
      int worst = TestingPictures.worst(expected, actual, 40);
      assertTrue(worst <= 4, worst + " levels");
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,0", "40,3,0", "3,40,0", "33,47,0", "33,47,4", "17,70,4", "128,16,3", "16,16,4"})
  void putsEveryTileInItsPlace(int width, int height, int blend) throws Exception {
    Bitmap8 picture = TestingPictures.noise(width, height, width);
    try (Upscaler upscaler = TestingNetworks.nearest(16, 4, blend)) {
      Bitmap8 result = upscale(upscaler, picture);
      for (int y = 0; y < 4 * height; y++) {
        for (int x = 0; x < 4 * width; x++) {
          for (int channel = 0; channel < Bitmap.RGB; channel++) {
            assertEquals(picture.sample(x / 4, y / 4, channel), result.sample(x, y, channel));
          }
        }
      }
    }
  }

  /** The operator that makes bytes of an output came with version 10: they could not be loaded. */
  @Test
  void takesModelsOfOldOperators() throws Exception {
    Bitmap8 picture = TestingPictures.noise(20, 9, 4);
    try (Upscaler old = TestingNetworks.oldNearest(16, 4);
        Upscaler today = TestingNetworks.nearest(16, 4, 0)) {
      assertArrayEquals(upscale(today, picture).samples(), upscale(old, picture).samples());
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,5", "17,23", "1,40"})
  void takesAnySize(int width, int height) throws Exception {
    Bitmap8 picture =
        TestingPictures.crop(TestingPictures.photo("photos/astronaut_lr4.png"), width, height);
    try (Upscaler upscaler = TestingNetworks.upscaler(16, 16)) {
      Bitmap8 result = upscale(upscaler, picture);
      assertEquals(4 * width, result.width());
      assertEquals(4 * height, result.height());
    }
  }

  @Test
  void keepsAFlatColourFlat() throws Exception {
    byte[] samples = new byte[3];
    samples[0] = (byte) 200;
    samples[1] = 100;
    samples[2] = 50;
    try (Upscaler upscaler = TestingNetworks.upscaler()) {
      Bitmap8 result = upscale(upscaler, new Bitmap8(1, 1, Bitmap.RGB, samples));
      for (int channel = 0; channel < 3; channel++) {
        assertEquals(samples[channel] & 0xff, result.sample(2, 2, channel), 12.0);
      }
    }
  }

  @Test
  void stopsBetweenTiles() throws Exception {
    AtomicInteger tiles = new AtomicInteger();
    Bitmap8 picture = TestingPictures.noise(64, 16, 1);
    try (Upscaler upscaler = TestingNetworks.upscaler(16, 4)) {
      boolean whole =
          upscaler.upscale(
              picture,
              new TestingBands(upscaler.shape(picture)),
              () -> tiles.get() == 2,
              (done, total) -> tiles.incrementAndGet());
      assertEquals(false, whole);
      assertEquals(2, tiles.get());
    }
  }

  @Test
  void stopsWhenTheSinkWantsNoMore() throws Exception {
    AtomicInteger tiles = new AtomicInteger();
    try (Upscaler upscaler = TestingNetworks.nearest(16, 4, 0)) {
      Bitmap8 picture = TestingPictures.noise(16, 64, 1);
      BandSink full =
          new BandSink() {
            @Override
            public Optional<Band> take() {
              return Optional.empty();
            }

            @Override
            public void put(Band band) {
              throw new AssertionError("nobody asked for it");
            }
          };
      assertEquals(
          false, upscaler.upscale(picture, full, () -> false, (done, total) -> tiles.set(done)));
      assertEquals(0, tiles.get());
    }
  }

  /** The 256x256 picture is one tile, which takes about a second. */
  @Test
  void stopsInTheMiddleOfATile() throws Exception {
    Bitmap8 picture = TestingPictures.noise(256, 256, 1);
    try (Upscaler upscaler = TestingNetworks.upscaler(256, 16)) {
      CountDownLatch begun = new CountDownLatch(2);
      AtomicBoolean unwanted = new AtomicBoolean();
      AtomicBoolean over = new AtomicBoolean();
      Thread canceller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    awaitBegin(begun);
                    unwanted.set(true);
                    while (!over.get()) {
                      upscaler.interrupt();
                    }
                  });
      AtomicInteger tiles = new AtomicInteger();
      BooleanSupplier stop =
          () -> {
            // Asked before the tile, and as its run begins.
            begun.countDown();
            return unwanted.get();
          };
      TestingBands bands = new TestingBands(upscaler.shape(picture));
      assertEquals(false, upscaler.upscale(picture, bands, stop, (done, total) -> tiles.set(done)));
      over.set(true);
      canceller.join();
      assertEquals(0, tiles.get());
      // The same network works on, and is not stopped by what ended before.
      upscale(upscaler, TestingPictures.noise(16, 16, 1));
    }
  }

  @Test
  void doesNotBeginARunThatNobodyWants() throws Exception {
    Bitmap8 picture = TestingPictures.noise(32, 32, 1);
    try (Upscaler upscaler = TestingNetworks.upscaler(64, 16)) {
      AtomicInteger asked = new AtomicInteger();
      AtomicInteger tiles = new AtomicInteger();
      TestingBands bands = new TestingBands(upscaler.shape(picture));
      assertEquals(
          false,
          upscaler.upscale(
              picture, bands, () -> asked.incrementAndGet() > 1, (done, total) -> tiles.set(done)));
      assertEquals(0, tiles.get());
    }
  }

  private static void awaitBegin(CountDownLatch begun) {
    try {
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Bitmap8 upscale(Upscaler upscaler, Bitmap8 picture) throws Exception {
    return (Bitmap8) TestingBands.upscale(upscaler, picture);
  }
}
