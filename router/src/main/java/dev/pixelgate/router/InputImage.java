package dev.pixelgate.router;

import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.picture.Picture;

/**
 * A client's image.
 *
 * @param picture what its header says: format, stored width and height
 * @param fileName the client's name for it; display only, never a path
 */
public record InputImage(Upload upload, Picture picture, String fileName) {
  /** Its stored width times height. */
  Pixels pixels() {
    return Pixels.ofInput(picture.width(), picture.height());
  }
}
