package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.picture.Picture;

/** What came of reading a form. */
public sealed interface Intake {
  /** All of it is here. */
  record Complete(Form form) implements Intake {}

  /**
   * Whoever looked at its beginning has seen enough; the rest is not taken.
   *
   * @param ahead the fields that stand before the image
   */
  record Enough(FieldsAhead ahead, Picture picture) implements Intake {}

  /** Refused, maybe before the body was there; what was spooled is deleted already. */
  record Refused(Failure failure) implements Intake {}
}
