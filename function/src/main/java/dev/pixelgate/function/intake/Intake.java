package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;

/** What came of reading a form. */
public sealed interface Intake {
  /** All of it is here. */
  record Complete(Form form) implements Intake {}

  /** Refused, maybe before the body was there; what was spooled is deleted already. */
  record Refused(Failure failure) implements Intake {}
}
