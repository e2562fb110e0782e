package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the formulas of the standards, which is not how the conversion works. */
class ColourProfileTest {
  /** Display P3's primaries under D65 (SMPTE EG 432-1) to sRGB's, in light. */
  private static final double[][] P3_TO_SRGB = {
    {1.2249401, -0.2249404, 0}, {-0.0420569, 1.0420571, 0}, {-0.0196376, -0.0786361, 1.0982735}
  };

  private static final int[][] COLOURS = {
    {0, 0, 0}, {255, 255, 255}, {128, 128, 128}, {200, 100, 50}, {60, 120, 180}, {180, 200, 90},
    {90, 40, 110}, {240, 230, 210}, {12, 20, 9}, {255, 0, 0}, {0, 255, 0}, {0, 0, 255}
  };

  @Test
  void keepsTheLookOfDisplayP3() throws Exception {
    Decoded converted = Colours.toSrgb(picture(DataBuffer.TYPE_BYTE, false, displayP3()));
    for (int x = 0; x < COLOURS.length; x++) {
      for (int channel = 0; channel < 3; channel++) {
        assertEquals(
            255 * srgb(COLOURS[x], channel),
            converted.raster().getSample(x, 0, channel),
            1.2,
            "colour " + x + ", channel " + channel);
      }
    }
  }

  @Test
  void keepsSixteenBitsOfDisplayP3() throws Exception {
    Decoded converted = Colours.toSrgb(picture(DataBuffer.TYPE_USHORT, false, displayP3()));
    for (int x = 0; x < COLOURS.length; x++) {
      for (int channel = 0; channel < 3; channel++) {
        assertEquals(
            65535 * srgb(COLOURS[x], channel),
            converted.raster().getSample(x, 0, channel),
            150,
            "colour " + x + ", channel " + channel);
      }
    }
  }

  @Test
  void leavesAlphaAlone() throws Exception {
    Decoded converted = Colours.toSrgb(picture(DataBuffer.TYPE_BYTE, true, displayP3()));
    for (int x = 0; x < COLOURS.length; x++) {
      assertEquals(10 * x, converted.raster().getSample(x, 0, 3));
    }
    assertEquals(255 * srgb(COLOURS[3], 0), converted.raster().getSample(3, 0, 0), 1.2);
  }

  @Test
  void copiesNothingForAProfileThatIsSrgb() throws Exception {
    Decoded picture =
        picture(DataBuffer.TYPE_BYTE, false, Optional.of(MatrixProfile.bytes(Primaries.SRGB, 0)));
    int[] before = picture.raster().getPixels(0, 0, COLOURS.length, 1, (int[]) null);
    Decoded converted = Colours.toSrgb(picture);
    assertSame(picture.raster(), converted.raster());
    assertArrayEquals(before, converted.raster().getPixels(0, 0, COLOURS.length, 1, (int[]) null));
  }

  @Test
  void takesChromaticitiesOfAPngForWhatTheySay() {
    ByteBuffer chunk = ByteBuffer.allocate(32);
    for (int value : new int[] {31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000}) {
      chunk.putInt(value);
    }
    Primaries primaries = Primaries.ofChunk(chunk.array()).orElseThrow();
    for (int colour = 0; colour < 3; colour++) {
      assertArrayEquals(Primaries.SRGB.xyz(colour), primaries.xyz(colour), 1e-3);
    }
    assertEquals(Optional.empty(), Primaries.ofChunk(new byte[32]));
  }

  @Test
  void ignoresDamagedProfilesOrConvertsByThem() throws Exception {
    long seed = Long.getLong("seed", 11);
    Random random = new Random(seed);
    byte[] sound = TestingCorpus.profile("png-icc-p3.png");
    for (int i = 0; i < 300; i++) {
      byte[] damaged = sound.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Decoded converted =
          Colours.toSrgb(picture(DataBuffer.TYPE_BYTE, false, Optional.of(damaged)));
      assertEquals(COLOURS.length, converted.raster().getWidth(), "seed " + seed);
    }
  }

  private static Optional<byte[]> displayP3() throws Exception {
    return Optional.of(TestingCorpus.profile("png-icc-p3.png"));
  }

  private static Decoded picture(int type, boolean alpha, Optional<byte[]> profile) {
    int bands = alpha ? 4 : 3;
    WritableRaster raster = Samples.interleaved(type, COLOURS.length, 1, bands);
    int scale = type == DataBuffer.TYPE_USHORT ? 257 : 1;
    for (int x = 0; x < COLOURS.length; x++) {
      for (int channel = 0; channel < bands; channel++) {
        raster.setSample(x, 0, channel, channel == 3 ? 10 * x : scale * COLOURS[x][channel]);
      }
    }
    return Decoded.of(raster, Decoded.Inks.RGB, alpha).with(profile, Orientation.UPRIGHT);
  }

  /** What a colour's channel is in sRGB, 0 to 1. */
  private static double srgb(int[] colour, int channel) {
    double light = 0;
    for (int i = 0; i < 3; i++) {
      double sample = colour[i] / 255.0;
      light +=
          P3_TO_SRGB[channel][i]
              * (sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4));
    }
    light = Math.clamp(light, 0, 1);
    return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
  }
}
