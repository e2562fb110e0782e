package dev.pixelgate.runtime.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** Reads one format. */
@FunctionalInterface
interface Decoder {
  /**
   * Reads the first picture, after its size passed the limit.
   *
   * @param input at its start
   * @throws PictureException when it knows what is wrong
   * @throws IOException for any other damage; so are runtime exceptions
   */
  Decoded decode(ImageInputStream input, PixelLimit limit) throws PictureException, IOException;
}
