package dev.pixelgate.runtime.picture;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The first frame of a GIF on its screen, which is transparent where the frame does not reach. */
final class GifDecoder implements Decoder {
  @Override
  public Decoded decode(ImageInputStream input, PixelLimit limit)
      throws PictureException, IOException {
    GifFrame frame = GifFrame.first(input);
    limit.check(frame.screenWidth(), frame.screenHeight());
    limit.check(frame.width(), frame.height());
    ImageReader reader = JdkReaders.open("gif", input);
    try {
      Decoded picture = Samples.of(JdkReaders.read(reader, "GIF", reader.getDefaultReadParam()));
      return frame.fillsScreen()
          ? picture
          : Canvas.place(
              picture, frame.screenWidth(), frame.screenHeight(), frame.left(), frame.top());
    } finally {
      reader.dispose();
    }
  }
}
