package dev.pixelgate.runtime.picture;

import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * Where a GIF's first frame lies on its screen, in pixels, and how it is stored; found by walking
 * the blocks up to the end of that frame, which so is known to be there. What follows is never
 * looked at.
 *
 * @param data where its pixels begin in the file
 */
record GifFrame(
    int screenWidth,
    int screenHeight,
    int left,
    int top,
    int width,
    int height,
    boolean interlaced,
    IndexColorModel palette,
    long data) {
  private static final int IMAGE = 0x2c;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int PALETTE = 0x80;
  private static final int INTERLACED = 0x40;
  private static final int TRANSPARENT = 1;
  private static final int NONE = -1;

  static GifFrame first(ImageInputStream input) throws PictureException, IOException {
    input.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    try {
      return walk(input);
    } catch (EOFException e) {
      throw new PictureException("damaged GIF: cut off in or before its first frame", e);
    } finally {
      input.setByteOrder(ByteOrder.BIG_ENDIAN);
      input.seek(0);
    }
  }

  private static GifFrame walk(ImageInputStream input) throws PictureException, IOException {
    input.seek(6);
    int screenWidth = input.readUnsignedShort();
    int screenHeight = input.readUnsignedShort();
    int flags = input.readUnsignedByte();
    skip(input, 2);
    byte[] palette = palette(input, flags);
    int transparent = NONE;
    while (true) {
      int block = input.readUnsignedByte();
      if (block == EXTENSION) {
        if (input.readUnsignedByte() == GRAPHIC_CONTROL) {
          transparent = transparent(input);
        }
        skipSubBlocks(input);
      } else if (block == IMAGE) {
        return frame(input, screenWidth, screenHeight, palette, transparent);
      } else {
        throw new PictureException("damaged GIF: no frame before a block of type " + block);
      }
    }
  }

  boolean fillsScreen() {
    return left == 0 && top == 0 && width == screenWidth && height == screenHeight;
  }

  /** Behind the block's type. Its own palette goes before the screen's. */
  private static GifFrame frame(
      ImageInputStream input, int screenWidth, int screenHeight, byte[] shared, int transparent)
      throws PictureException, IOException {
    int left = input.readUnsignedShort();
    int top = input.readUnsignedShort();
    int width = input.readUnsignedShort();
    int height = input.readUnsignedShort();
    int flags = input.readUnsignedByte();
    byte[] own = palette(input, flags);
    long data = input.getStreamPosition();
    skip(input, 1);
    skipSubBlocks(input);
    // Some old encoders leave the screen's size out.
    boolean sized = screenWidth > 0 && screenHeight > 0;
    return new GifFrame(
        sized ? screenWidth : width,
        sized ? screenHeight : height,
        left,
        top,
        width,
        height,
        (flags & INTERLACED) != 0,
        colours(own.length > 0 ? own : shared, transparent),
        data);
  }

  /** Some encoders name an index beyond the palette; nothing is transparent then. */
  private static IndexColorModel colours(byte[] palette, int transparent) throws PictureException {
    if (palette.length == 0) {
      throw new PictureException("damaged GIF: its first frame has no palette");
    }
    int size = palette.length / 3;
    return new IndexColorModel(
        Byte.SIZE, size, palette, 0, false, transparent < size ? transparent : NONE);
  }

  private static byte[] palette(ImageInputStream input, int flags) throws IOException {
    byte[] palette = new byte[(flags & PALETTE) == 0 ? 0 : 3 << ((flags & 7) + 1)];
    input.readFully(palette);
    return palette;
  }

  /** The transparent index of a graphic control extension; leaves {@code input} at its length. */
  private static int transparent(ImageInputStream input) throws IOException {
    long start = input.getStreamPosition();
    skip(input, 1);
    int flags = input.readUnsignedByte();
    skip(input, 2);
    int index = input.readUnsignedByte();
    input.seek(start);
    return (flags & TRANSPARENT) == 0 ? NONE : index;
  }

  private static void skipSubBlocks(ImageInputStream input) throws IOException {
    for (int length = input.readUnsignedByte(); length > 0; length = input.readUnsignedByte()) {
      skip(input, length);
    }
  }

  private static void skip(ImageInputStream input, int bytes) throws IOException {
    input.seek(input.getStreamPosition() + bytes);
  }
}
