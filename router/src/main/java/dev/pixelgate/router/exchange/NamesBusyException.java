package dev.pixelgate.router.exchange;

import java.io.IOException;

/** As many names are looked up already as may be; later there may be room. */
public final class NamesBusyException extends IOException {
  private static final long serialVersionUID = 1;

  NamesBusyException(int most) {
    super("%d host names are looked up already, of the limit of %d names".formatted(most, most));
  }
}
