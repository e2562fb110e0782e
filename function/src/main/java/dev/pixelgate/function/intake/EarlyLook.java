package dev.pixelgate.function.intake;

import dev.pixelgate.pricing.picture.Picture;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Looks at a form as soon as the size of its picture is known and some of the picture is still to
 * come, and may end the reading there, or a moment later while more of it comes. Called once at
 * most, on the event loop of the request.
 */
@FunctionalInterface
public interface EarlyLook {
  /** Reads every form to its end. */
  EarlyLook NONE = (ahead, picture) -> Future.succeededFuture(Optional.empty());

  /**
   * The end of the reading; nothing to read on. Completes on the calling event loop, and never
   * fails; what it says after the end of the form is not heard.
   *
   * @param ahead the fields that stand before the image
   */
  Future<Optional<Intake>> look(FieldsAhead ahead, Picture picture);
}
