package dev.pixelgate.pricing.picture;

/**
 * Walks a GIF file block by block up to its trailer (GIF89a specification, sections 15 to 27). Its
 * size is the logical screen, on which a decoder paints the first frame; where a side of that is
 * zero, it is the first frame's own. Only lengths are looked at, so that a thousand frames cost
 * what their bytes cost. What is no block ends the walk once a frame is there, as in browsers.
 */
final class GifWalk extends FieldWalk {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2c;
  private static final int TRAILER = 0x3b;

  // Kept, as there may be one of each in every two bytes of a file.
  private final Runnable subBlock = this::subBlock;
  private final Runnable nextSubBlock = this::nextSubBlock;

  private boolean frameSeen;
  private boolean inFrame;

  GifWalk() {
    read(13, this::screen);
  }

  @Override
  String awaited() {
    return "its trailer";
  }

  private void screen() {
    byte[] screen = field();
    boolean signed =
        screen[0] == 'G'
            && screen[1] == 'I'
            && screen[2] == 'F'
            && screen[3] == '8'
            && (screen[4] == '7' || screen[4] == '9')
            && screen[5] == 'a';
    if (!signed) {
      fail("its first 6 bytes are not a GIF signature");
      return;
    }
    size(LittleEndian.uint16(screen, 6), LittleEndian.uint16(screen, 8));
    skip(tableBytes(screen[10]), this::nextBlock);
  }

  private void size(int width, int height) {
    if (width > 0 && height > 0) {
      found(new Picture(PictureFormat.GIF, width, height));
    }
  }

  /** Of a colour table as the flags before it tell. */
  private static int tableBytes(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private void nextBlock() {
    read(1, this::block);
  }

  private void block() {
    int kind = field()[0] & 0xff;
    if (kind == EXTENSION) {
      inFrame = false;
      read(1, nextSubBlock); // a label
    } else if (kind == FRAME) {
      inFrame = true;
      read(9, this::frame);
    } else if (frameSeen) {
      end();
    } else if (kind == TRAILER) {
      fail("its trailer at byte %d stands before any frame".formatted(position() - 1));
    } else {
      fail("byte %d is %02x where a GIF block must begin".formatted(position() - 1, kind));
    }
  }

  private void frame() {
    int width = LittleEndian.uint16(field(), 4);
    int height = LittleEndian.uint16(field(), 6);
    if (!frameSeen && (width == 0 || height == 0)) {
      fail("its first frame is of %dx%d pixels".formatted(width, height));
      return;
    }
    if (picture().isEmpty()) {
      size(width, height);
    }
    // One byte more: the size of the LZW codes.
    skip(tableBytes(field()[8]) + 1, nextSubBlock);
  }

  private void nextSubBlock() {
    read(1, subBlock);
  }

  private void subBlock() {
    int length = field()[0] & 0xff;
    if (length > 0) {
      skip(length, nextSubBlock);
      return;
    }
    frameSeen |= inFrame;
    nextBlock();
  }
}
