package dev.pixelgate.function.intake;

import dev.pixelgate.pricing.picture.Picture;
import java.util.Optional;

/**
 * Looks at a form as soon as the size of its picture is known and most of the picture is still to
 * come, and may end the reading there. Called once at most, on the event loop of the request.
 */
@FunctionalInterface
public interface EarlyLook {
  /** Reads every form to its end. */
  EarlyLook NONE = (ahead, picture) -> Optional.empty();

  /**
   * The end of the reading; nothing to read on.
   *
   * @param ahead the fields that stand before the image
   */
  Optional<Intake> look(FieldsAhead ahead, Picture picture);
}
