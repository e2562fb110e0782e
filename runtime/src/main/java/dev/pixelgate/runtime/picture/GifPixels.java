package dev.pixelgate.runtime.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * Unpacks a GIF's frame (LZW in sub-blocks, GIF89a specification, appendix F). Ours, because the
 * JDK's reader goes on after the last pixel as long as there are codes, each of up to 4096 pixels
 * (100 kB of a 1x1 picture took 9 s), and puts the rows of an interlaced frame of 3 or 4 rows in
 * wrong places. This one takes time by the bytes and pixels there are.
 */
final class GifPixels {
  private static final int MOST_BITS = 12;
  private static final int MOST_CODES = 1 << MOST_BITS;
  private static final int NONE = -1;

  private final ImageInputStream input;
  private final byte[] indices;
  private final int rootBits;

  /** Each code stands for the string of another one and one index more. */
  private final int[] before = new int[MOST_CODES];

  private final byte[] last = new byte[MOST_CODES];
  private final byte[] first = new byte[MOST_CODES];
  private final int[] length = new int[MOST_CODES];
  private int codes;
  private int codeBits;
  private int previous;

  private int blockLeft;
  private boolean ended;
  private int bits;
  private int bitCount;
  private int done;

  private GifPixels(ImageInputStream input, int pixels) throws PictureException, IOException {
    this.input = input;
    this.indices = new byte[pixels];
    this.rootBits = input.readUnsignedByte();
    if (rootBits < 1 || rootBits > 8) {
      throw new PictureException("damaged GIF: pixels of " + rootBits + " bits");
    }
    for (int root = 0; root < 1 << rootBits; root++) {
      last[root] = (byte) root;
      first[root] = (byte) root;
      length[root] = 1;
    }
    clear();
  }

  /**
   * That many palette indices, in the order in which they are stored.
   *
   * @param input at the frame's first byte behind its palette
   */
  static byte[] read(ImageInputStream input, int pixels) throws PictureException, IOException {
    GifPixels frame = new GifPixels(input, pixels);
    frame.unpack();
    return frame.indices;
  }

  private void clear() {
    codes = (1 << rootBits) + 2;
    codeBits = rootBits + 1;
    previous = NONE;
  }

  private void unpack() throws PictureException, IOException {
    int clear = 1 << rootBits;
    int end = clear + 1;
    while (done < indices.length) {
      int code = code();
      if (code == NONE || code == end) {
        throw new PictureException(
            "damaged GIF: it ends after %d of %d px".formatted(done, indices.length));
      }
      if (code == clear) {
        clear();
      } else {
        put(code);
      }
    }
  }

  private void put(int code) throws PictureException {
    boolean unknown = previous == NONE ? code >= codes : code > codes;
    if (unknown) {
      throw new PictureException("damaged GIF: code " + code + " where " + codes + " are known");
    }
    if (previous != NONE && codes < MOST_CODES) {
      add(first[code == codes ? previous : code]);
    }
    int end = done + length[code];
    int string = code;
    for (int at = end - 1; at >= done; at--) {
      if (at < indices.length) {
        indices[at] = last[string];
      }
      string = before[string];
    }
    done = Math.min(end, indices.length);
    previous = code;
  }

  private void add(byte index) {
    before[codes] = previous;
    last[codes] = index;
    first[codes] = first[previous];
    length[codes] = length[previous] + 1;
    codes++;
    if (codes == 1 << codeBits && codeBits < MOST_BITS) {
      codeBits++;
    }
  }

  /** The next code, the lowest bit first. */
  private int code() throws IOException {
    while (bitCount < codeBits) {
      int next = nextByte();
      if (next == NONE) {
        return NONE;
      }
      bits |= next << bitCount;
      bitCount += Byte.SIZE;
    }
    int code = bits & ((1 << codeBits) - 1);
    bits >>>= codeBits;
    bitCount -= codeBits;
    return code;
  }

  private int nextByte() throws IOException {
    if (blockLeft == 0 && !ended) {
      blockLeft = input.readUnsignedByte();
      ended = blockLeft == 0;
    }
    if (ended) {
      return NONE;
    }
    blockLeft--;
    return input.readUnsignedByte();
  }
}
