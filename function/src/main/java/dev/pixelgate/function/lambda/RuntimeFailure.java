package dev.pixelgate.function.lambda;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Why there is no answer, in the Runtime API's form.
 *
 * @param type such as {@code Pixelgate.UnsupportedEvent}: a category and a reason
 */
record RuntimeFailure(String type, String message) {
  JsonObject json() {
    return new JsonObject()
        .put("errorMessage", message)
        .put("errorType", type)
        .put("stackTrace", new JsonArray());
  }
}
