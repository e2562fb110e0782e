package dev.pixelgate.runtime.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** The first frame of a GIF on its screen, which is transparent where the frame does not reach. */
final class GifDecoder implements Decoder {
  /** Interlaced rows come in four passes: where each begins, and how far its rows are apart. */
  private static final int[] FIRST_ROW = {0, 4, 2, 1};

  private static final int[] ROW_STEP = {8, 8, 4, 2};

  @Override
  public Decoded decode(ImageInputStream input, PixelLimit limit)
      throws PictureException, IOException {
    GifFrame frame = GifFrame.first(input);
    limit.check(frame.screenWidth(), frame.screenHeight());
    limit.check(frame.width(), frame.height());
    input.seek(frame.data());
    byte[] indices = GifPixels.read(input, Math.multiplyExact(frame.width(), frame.height()));
    Decoded picture = picture(frame, indices);
    return frame.fillsScreen()
        ? picture
        : Canvas.place(
            picture, frame.screenWidth(), frame.screenHeight(), frame.left(), frame.top());
  }

  private static Decoded picture(GifFrame frame, byte[] indices) throws PictureException {
    byte[] upright = frame.interlaced() ? inOrder(frame, indices) : indices;
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(upright, upright.length),
            frame.width(),
            frame.height(),
            frame.width(),
            1,
            new int[1],
            null);
    return Samples.of(new BufferedImage(frame.palette(), raster, false, null));
  }

  private static byte[] inOrder(GifFrame frame, byte[] indices) {
    byte[] upright = new byte[indices.length];
    int from = 0;
    for (int pass = 0; pass < FIRST_ROW.length; pass++) {
      for (int y = FIRST_ROW[pass]; y < frame.height(); y += ROW_STEP[pass]) {
        System.arraycopy(indices, from, upright, y * frame.width(), frame.width());
        from += frame.width();
      }
    }
    return upright;
  }
}
