package dev.pixelgate.runtime.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes the smallest ICC profile (version 2) of a screen: primaries and one curve. */
final class MatrixProfile {
  private static final int HEADER_BYTES = 128;
  private static final int XYZ_BYTES = 20;
  private static final int SRGB_CURVE_POINTS = 1024;
  private static final String[] COLUMNS = {"rXYZ", "gXYZ", "bXYZ"};
  private static final String[] CURVES = {"rTRC", "gTRC", "bTRC"};
  private static final String WHITE = "wtpt";

  private MatrixProfile() {}

  /**
   * The profile.
   *
   * @param gamma exponent from samples to light; 0 for sRGB's curve
   */
  static byte[] bytes(Primaries primaries, double gamma) {
    int points = gamma == 0 ? SRGB_CURVE_POINTS : 1;
    int curve = 12 + (2 * points + 3) / 4 * 4;
    int tags = HEADER_BYTES + 4 + 12 * 7;
    ByteBuffer profile = ByteBuffer.allocate(tags + 4 * XYZ_BYTES + curve);
    header(profile);
    profile.position(HEADER_BYTES).putInt(7);
    int data = tags;
    for (int i = 0; i < 3; i++, data += XYZ_BYTES) {
      tag(profile, COLUMNS[i], data, XYZ_BYTES);
      xyz(profile, data, primaries.xyz(i));
    }
    tag(profile, WHITE, data, XYZ_BYTES);
    xyz(profile, data, new double[] {0.9642, 1, 0.8249});
    data += XYZ_BYTES;
    for (String name : CURVES) {
      tag(profile, name, data, curve);
    }
    profile.position(data).put(ascii("curv")).putInt(0).putInt(points);
    if (gamma == 0) {
      for (int i = 0; i < points; i++) {
        profile.putShort((short) Math.round(65535 * srgbLight(i / (points - 1.0))));
      }
    } else {
      profile.putShort((short) Math.round(gamma * 256));
    }
    return profile.array();
  }

  private static void header(ByteBuffer profile) {
    profile
        .putInt(0, profile.capacity())
        .putInt(8, 0x02400000)
        .put(12, ascii("mntrRGB XYZ "))
        .put(36, ascii("acsp"));
    fixed(profile, 68, 0.9642);
    fixed(profile, 72, 1);
    fixed(profile, 76, 0.8249);
  }

  private static void tag(ByteBuffer profile, String name, int offset, int length) {
    profile.put(ascii(name)).putInt(offset).putInt(length);
  }

  private static void xyz(ByteBuffer profile, int offset, double[] values) {
    profile.put(offset, ascii("XYZ "));
    for (int i = 0; i < 3; i++) {
      fixed(profile, offset + 8 + 4 * i, values[i]);
    }
  }

  private static void fixed(ByteBuffer profile, int offset, double value) {
    profile.putInt(offset, (int) Math.round(value * 65536));
  }

  private static double srgbLight(double sample) {
    return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
