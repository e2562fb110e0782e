package dev.pixelgate.runtime.picture;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.WritableRaster;

/**
 * Puts decoded samples into a {@link Bitmap} in one pass: upright, RGB order, grey repeated, an
 * alpha that is opaque everywhere left out (it would cost a pass of the network). Samples that are
 * so already are not copied.
 */
final class Packing {
  private final WritableRaster raster;
  private final ComponentSampleModel model;
  private final Orientation.Walk walk;

  /** Offset within a stored pixel, by channel of the result. */
  private final int[] from;

  private Packing(Decoded picture) {
    raster = picture.raster();
    model = (ComponentSampleModel) raster.getSampleModel();
    walk =
        picture
            .orientation()
            .walk(
                raster.getWidth(),
                raster.getHeight(),
                model.getPixelStride(),
                model.getScanlineStride());
    int[] stored = model.getBandOffsets();
    boolean grey = picture.inks() == Decoded.Inks.GREY;
    boolean alpha = picture.alpha() && !isOpaque(stored[stored.length - 1]);
    from = new int[alpha ? Bitmap.RGBA : Bitmap.RGB];
    for (int channel = 0; channel < Bitmap.RGB; channel++) {
      from[channel] = stored[grey ? 0 : channel];
    }
    if (alpha) {
      from[Bitmap.RGB] = stored[stored.length - 1];
    }
  }

  /** Of grey or RGB with or without alpha. */
  static Bitmap pack(Decoded picture) {
    return new Packing(picture).pack();
  }

  private Bitmap pack() {
    int width = walk.width();
    int height = walk.height();
    return switch (raster.getDataBuffer()) {
      case DataBufferByte data ->
          new Bitmap8(
              width,
              height,
              from.length,
              isPacked(data.getSize()) ? data.getData() : copy(data.getData()));
      case DataBufferUShort data ->
          new Bitmap16(
              width,
              height,
              from.length,
              isPacked(data.getSize()) ? data.getData() : copy(data.getData()));
      default -> throw new IllegalStateException("samples of " + raster.getDataBuffer());
    };
  }

  private boolean isPacked(int samples) {
    if (walk.start() != 0 || walk.right() != from.length || walk.down() < 0) {
      return false;
    }
    for (int channel = 0; channel < from.length; channel++) {
      if (from[channel] != channel) {
        return false;
      }
    }
    return samples == size();
  }

  private int size() {
    return Math.multiplyExact(Math.multiplyExact(walk.width(), walk.height()), from.length);
  }

  private byte[] copy(byte[] stored) {
    byte[] packed = new byte[size()];
    int to = 0;
    for (int y = 0; y < walk.height(); y++) {
      int at = walk.start() + y * walk.down();
      for (int x = 0; x < walk.width(); x++, at += walk.right()) {
        for (int offset : from) {
          packed[to++] = stored[at + offset];
        }
      }
    }
    return packed;
  }

  private short[] copy(short[] stored) {
    short[] packed = new short[size()];
    int to = 0;
    for (int y = 0; y < walk.height(); y++) {
      int at = walk.start() + y * walk.down();
      for (int x = 0; x < walk.width(); x++, at += walk.right()) {
        for (int offset : from) {
          packed[to++] = stored[at + offset];
        }
      }
    }
    return packed;
  }

  private boolean isOpaque(int offset) {
    return switch (raster.getDataBuffer()) {
      case DataBufferByte data -> isOpaque(data.getData(), offset);
      case DataBufferUShort data -> isOpaque(data.getData(), offset);
      default -> false;
    };
  }

  private boolean isOpaque(byte[] stored, int offset) {
    for (int y = 0; y < raster.getHeight(); y++) {
      int at = y * model.getScanlineStride() + offset;
      for (int x = 0; x < raster.getWidth(); x++, at += model.getPixelStride()) {
        if (stored[at] != -1) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isOpaque(short[] stored, int offset) {
    for (int y = 0; y < raster.getHeight(); y++) {
      int at = y * model.getScanlineStride() + offset;
      for (int x = 0; x < raster.getWidth(); x++, at += model.getPixelStride()) {
        if (stored[at] != -1) {
          return false;
        }
      }
    }
    return true;
  }
}
