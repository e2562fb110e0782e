package dev.pixelgate.runtime.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * Where a GIF's first frame lies on its screen, in pixels; found by walking the blocks up to the
 * end of that frame, which so is known to be there. What follows is never looked at.
 */
record GifFrame(int screenWidth, int screenHeight, int left, int top, int width, int height) {
  private static final int IMAGE = 0x2c;
  private static final int EXTENSION = 0x21;

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
    skip(input, 2 + palette(flags));
    while (true) {
      int block = input.readUnsignedByte();
      if (block == EXTENSION) {
        skip(input, 1);
        skipSubBlocks(input);
      } else if (block == IMAGE) {
        int left = input.readUnsignedShort();
        int top = input.readUnsignedShort();
        int width = input.readUnsignedShort();
        int height = input.readUnsignedShort();
        skip(input, palette(input.readUnsignedByte()) + 1);
        skipSubBlocks(input);
        // Some old encoders leave the screen's size out.
        boolean sized = screenWidth > 0 && screenHeight > 0;
        return new GifFrame(
            sized ? screenWidth : width, sized ? screenHeight : height, left, top, width, height);
      } else {
        throw new PictureException("damaged GIF: no frame before a block of type " + block);
      }
    }
  }

  boolean fillsScreen() {
    return left == 0 && top == 0 && width == screenWidth && height == screenHeight;
  }

  private static int palette(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
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
