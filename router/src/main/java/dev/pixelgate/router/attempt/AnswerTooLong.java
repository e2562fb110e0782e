package dev.pixelgate.router.attempt;

import java.io.IOException;

/** More came than a picture within its limit can take; the message is a phrase after a name. */
final class AnswerTooLong extends IOException {
  private static final long serialVersionUID = 1;

  AnswerTooLong(long limit) {
    super("answered more than " + limit + " bytes");
  }
}
