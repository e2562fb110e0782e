package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Where statements come from. */
interface Statements {
  /** The account's statement, as {@code GET /v1/account} has it. */
  JsonObject json(Optional<String> account, Optional<String> from, Optional<String> until);

  /** How those stand who are paid with tickets, as {@code payments} there. */
  JsonObject payments();

  /** Its days as CSV. */
  String csv(Optional<String> account, Optional<String> from, Optional<String> until);
}
