package dev.pixelgate.router.livepeer.chain;

import io.vertx.core.json.JsonObject;

/** What a signer answers. */
sealed interface SignerAnswer {
  /** 200. */
  record Signed(JsonObject body) implements SignerAnswer {}

  /** An error, with a message that says of status 500 and 503 nothing. */
  record Refused(int status, String message) implements SignerAnswer {}

  /** 480: ask this orchestrator again, then this signer. */
  record Refresh(String orchestrator) implements SignerAnswer {}

  static SignerAnswer bad(String message) {
    return new Refused(400, message);
  }

  /** What is shown of it. */
  static JsonObject error(int status, String message) {
    String shown =
        switch (status) {
          case 500 -> "Internal Server Error";
          case 503 -> "Service Unavailable Error";
          default -> message;
        };
    return new JsonObject().put("error", new JsonObject().put("message", shown));
  }
}
