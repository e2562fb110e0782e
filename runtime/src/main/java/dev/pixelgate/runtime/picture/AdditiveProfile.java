package dev.pixelgate.runtime.picture;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.WritableRaster;

/**
 * The conversion of a profile in which red, green and blue add up as light, as those of screens and
 * cameras do: tables of what each sample of each channel adds to linear sRGB, taken from Little CMS
 * itself. Little CMS needs some 300 ns of CPU a pixel, which is 5 s at 16 Mpx; three additions and
 * a look-up are an estimated tenth.
 */
final class AdditiveProfile {
  /** XYZ of 1 as Little CMS writes it in 16 bits. */
  private static final float XYZ_ONE = 32768;

  private static final int CURVE_STEPS = 4096;

  /** sRGB's curve from light to sample, 0 to 1; one more entry so that 1 can be interpolated. */
  private static final float[] CURVE = new float[CURVE_STEPS + 2];

  static {
    for (int i = 0; i < CURVE.length; i++) {
      double light = (double) i / CURVE_STEPS;
      CURVE[i] =
          (float) (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
    }
  }

  /** Of channel and sample: three values, red, green and blue. */
  private final float[][] light;

  private final int most;

  private AdditiveProfile(float[][] light, int most) {
    this.light = light;
    this.most = most;
  }

  /** For samples of a raster's type, 8 or 16 bits. */
  static AdditiveProfile of(ICC_Profile profile, int dataType) {
    int most = dataType == DataBuffer.TYPE_USHORT ? 65535 : 255;
    // The JDK's own numbers for sRGB: others' differ by 3e-4, which shows in dark colours.
    double[][] srgb = new double[3][];
    for (int channel = 0; channel < 3; channel++) {
      double[][] ramp = xyz(ICC_Profile.getInstance(ColorSpace.CS_sRGB), channel, 1);
      srgb[channel] = ramp[1];
    }
    Primaries screen = new Primaries(srgb);
    float[][] light = new float[3][3 * (most + 1)];
    for (int channel = 0; channel < 3; channel++) {
      double[][] ramp = xyz(profile, channel, most);
      for (int sample = 0; sample <= most; sample++) {
        double[] rgb = screen.amounts(ramp[sample]);
        for (int i = 0; i < 3; i++) {
          light[channel][3 * sample + i] = (float) rgb[i];
        }
      }
    }
    return new AdditiveProfile(light, most);
  }

  /** What each sample of one channel adds to XYZ. */
  private static double[][] xyz(ICC_Profile profile, int channel, int most) {
    ColorConvertOp toXyz =
        new ColorConvertOp(
            new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_CIEXYZ)}, null);
    WritableRaster ramp = Samples.interleaved(DataBuffer.TYPE_USHORT, most + 1, 1, 3);
    for (int sample = 0; sample <= most; sample++) {
      // The others at full: alone, Display P3's red has a Z below 0, which XYZ cannot say here.
      int[] colour = {65535, 65535, 65535};
      colour[channel] = sample * (65535 / most);
      ramp.setPixel(sample, 0, colour);
    }
    WritableRaster xyz = Samples.interleaved(DataBuffer.TYPE_USHORT, most + 1, 1, 3);
    toXyz.filter(ramp, xyz);
    double[][] values = new double[most + 1][3];
    for (int sample = 0; sample <= most; sample++) {
      for (int i = 0; i < 3; i++) {
        values[sample][i] = (xyz.getSample(sample, 0, i) - xyz.getSample(0, 0, i)) / XYZ_ONE;
      }
    }
    return values;
  }

  /** Converts the first three bands in place. */
  void convert(WritableRaster raster) {
    ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
    int[] bands = model.getBandOffsets();
    for (int y = 0; y < raster.getHeight(); y++) {
      int start = y * model.getScanlineStride();
      int end = start + raster.getWidth() * model.getPixelStride();
      switch (raster.getDataBuffer()) {
        case DataBufferByte data ->
            convert(data.getData(), start, end, model.getPixelStride(), bands);
        case DataBufferUShort data ->
            convert(data.getData(), start, end, model.getPixelStride(), bands);
        default -> throw new IllegalStateException("samples of " + raster.getDataBuffer());
      }
    }
  }

  private void convert(byte[] samples, int start, int end, int stride, int[] bands) {
    for (int at = start; at < end; at += stride) {
      int red = 3 * (samples[at + bands[0]] & 0xff);
      int green = 3 * (samples[at + bands[1]] & 0xff);
      int blue = 3 * (samples[at + bands[2]] & 0xff);
      for (int i = 0; i < 3; i++) {
        samples[at + bands[i]] =
            (byte) sample(light[0][red + i] + light[1][green + i] + light[2][blue + i]);
      }
    }
  }

  private void convert(short[] samples, int start, int end, int stride, int[] bands) {
    for (int at = start; at < end; at += stride) {
      int red = 3 * (samples[at + bands[0]] & 0xffff);
      int green = 3 * (samples[at + bands[1]] & 0xffff);
      int blue = 3 * (samples[at + bands[2]] & 0xffff);
      for (int i = 0; i < 3; i++) {
        samples[at + bands[i]] =
            (short) sample(light[0][red + i] + light[1][green + i] + light[2][blue + i]);
      }
    }
  }

  private int sample(float linear) {
    float place = Math.max(0, Math.min(1, linear)) * CURVE_STEPS;
    int step = (int) place;
    float value = CURVE[step] + (CURVE[step + 1] - CURVE[step]) * (place - step);
    return (int) (value * most + 0.5f);
  }
}
