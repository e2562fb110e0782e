package dev.pixelgate.function.intake;

import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds the pictures that forms name instead of bringing them; for one request, on its loop. */
@FunctionalInterface
public interface References {
  /** Takes no text for a picture. */
  References NONE = (fields, stop) -> Optional.empty();

  /**
   * Begins to find the picture that the field {@code image} names.
   *
   * @param fields all of the form
   * @param stop comes when no more of the picture is wanted, at its end at the latest; whatever is
   *     held for it is given back then, also when it is only found later
   * @return nothing when that field names no picture; else what completes on the calling event loop
   */
  Optional<Future<Referred>> find(FieldsAhead fields, Cancellation stop);
}
