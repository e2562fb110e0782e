package dev.pixelgate.function.media;

import java.io.IOException;

/** A picture that was to be published once more is not there any more. */
public final class PictureGoneException extends IOException {
  private static final long serialVersionUID = 1;

  PictureGoneException(Throwable cause) {
    super("the picture is gone", cause);
  }
}
