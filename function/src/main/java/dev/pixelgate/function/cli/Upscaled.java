package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonObject;

/** How one picture of a command ended. */
sealed interface Upscaled {
  /** As one object of the command's JSON document. */
  JsonObject json();

  /**
   * It is there.
   *
   * @param size of the result, such as {@code 600x400}
   * @param charge with its unit
   */
  record Done(Task task, String size, String charge, String orchestrator, String model, long millis)
      implements Upscaled {
    @Override
    public JsonObject json() {
      return new JsonObject()
          .put("in", task.in().toString())
          .put("out", task.out().toString())
          .put("size", size)
          .put("charge", charge)
          .put("orchestrator", orchestrator)
          .put("model_id", model)
          .put("ms", millis);
    }

    @Override
    public String toString() {
      return "%s -> %s  %s  %.1f s  charge %s  (%s, %s)"
          .formatted(task.in(), task.out(), size, millis / 1000.0, charge, orchestrator, model);
    }
  }

  /** It is not, and nothing was written. */
  record Refused(Task task, int exitCode, String message) implements Upscaled {
    @Override
    public JsonObject json() {
      return new JsonObject().put("in", task.in().toString()).put("error", message);
    }

    @Override
    public String toString() {
      return task.in() + ": " + message;
    }
  }
}
