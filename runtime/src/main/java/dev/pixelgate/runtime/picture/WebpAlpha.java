package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.WebpChunks.Chunk;
import dev.pixelgate.runtime.picture.WebpChunks.Place;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** The alpha of a lossy WebP (RFC 9649 section 2.7.1.2): raw or lossless, predicted or not. */
final class WebpAlpha {
  private static final int NONE = 0;
  private static final int HORIZONTAL = 1;
  private static final int VERTICAL = 2;

  private WebpAlpha() {}

  /** Width times height values. */
  static byte[] read(ImageInputStream input, Chunk chunk, Place size, WebpDecoder.Lossless lossless)
      throws PictureException, IOException {
    input.seek(chunk.start());
    int header = input.readUnsignedByte();
    Chunk data = new Chunk(chunk.start() + 1, chunk.length() - 1);
    byte[] alpha = (header & 3) == 0 ? raw(input, data, size) : lossless.greens(input, data, size);
    unpredict(alpha, size.width(), (header >> 2) & 3);
    return alpha;
  }

  private static byte[] raw(ImageInputStream input, Chunk data, Place size)
      throws PictureException, IOException {
    int pixels = size.width() * size.height();
    if (data.length() < pixels) {
      throw new PictureException(
          "damaged WebP: alpha for " + data.length() + " of " + pixels + " px");
    }
    byte[] alpha = new byte[pixels];
    input.readFully(alpha);
    return alpha;
  }

  private static void unpredict(byte[] alpha, int width, int filter) {
    if (filter == NONE) {
      return;
    }
    for (int x = 1; x < width; x++) {
      alpha[x] += alpha[x - 1];
    }
    for (int at = width; at < alpha.length; at++) {
      boolean first = at % width == 0;
      alpha[at] += (byte) (first ? alpha[at - width] : predicted(alpha, at, width, filter));
    }
  }

  private static int predicted(byte[] alpha, int at, int width, int filter) {
    int left = alpha[at - 1] & 0xff;
    int above = alpha[at - width] & 0xff;
    return switch (filter) {
      case HORIZONTAL -> left;
      case VERTICAL -> above;
      default -> Math.clamp(left + above - (alpha[at - width - 1] & 0xff), 0, 255);
    };
  }
}
