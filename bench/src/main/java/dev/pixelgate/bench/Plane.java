package dev.pixelgate.bench;

import java.awt.image.BufferedImage;

/** A picture as a network sees it: RGB in 0..1, plane by plane. */
final class Plane {
  static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final float[] values;

  Plane(int width, int height, float[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  float[] values() {
    return values;
  }

  static Plane of(BufferedImage image) {
    Plane plane = empty(image.getWidth(), image.getHeight());
    for (int y = 0; y < plane.height; y++) {
      for (int x = 0; x < plane.width; x++) {
        int rgb = image.getRGB(x, y);
        for (int channel = 0; channel < CHANNELS; channel++) {
          plane.values[plane.index(x, y, channel)] = (rgb >> (16 - 8 * channel) & 0xff) / 255f;
        }
      }
    }
    return plane;
  }

  static Plane empty(int width, int height) {
    return new Plane(width, height, new float[CHANNELS * width * height]);
  }

  int index(int x, int y, int channel) {
    return (channel * height + y) * width + x;
  }

  float value(int x, int y, int channel) {
    return values[index(x, y, channel)];
  }

  /** A window; what lies beyond the picture is its reflection. */
  Plane window(int left, int top, int right, int bottom) {
    Plane window = empty(right - left, bottom - top);
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          window.values[window.index(x - left, y - top, channel)] =
              value(reflect(x, width), reflect(y, height), channel);
        }
      }
    }
    return window;
  }

  private static int reflect(int index, int length) {
    int positive = Math.abs(index);
    return positive < length ? positive : 2 * (length - 1) - positive;
  }

  /** As a sample of 8 bits. */
  int level(int x, int y, int channel) {
    return (int) (Math.clamp(value(x, y, channel), 0f, 1f) * 255f + 0.5f);
  }
}
