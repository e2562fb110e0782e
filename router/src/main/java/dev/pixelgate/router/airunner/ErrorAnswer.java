package dev.pixelgate.router.airunner;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.attempt.Refusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What an answer other than 200 means. Its message is in {@code detail.msg} (ai-runner), {@code
 * detail[].msg} (its validation), {@code detail} or {@code error.message} (others).
 */
record ErrorAnswer(Refusal refusal) {
  AttemptEnd end(String orchestrator) {
    int status = refusal.status();
    String message = message();
    return switch (status) {
      case 400, 422 ->
          aboutModel(message)
              ? failed(orchestrator, message)
              : new AttemptEnd.JobRejected(
                  message.isEmpty() ? "rejected without a reason (" + status + ")" : message);
      case 401, 403 ->
          new AttemptEnd.Failed(orchestrator + " refused our token (" + status + ")", true);
      case 429, 503 -> new AttemptEnd.Busy(refusal.pause());
      case 500 ->
          message.toLowerCase(Locale.ROOT).contains("insufficient capacity")
              ? new AttemptEnd.Busy(refusal.pause())
              : failed(orchestrator, message);
      default -> failed(orchestrator, message);
    };
  }

  private AttemptEnd failed(String orchestrator, String message) {
    return new AttemptEnd.Failed(
        orchestrator + " answered " + refusal.status() + (message.isEmpty() ? "" : ": " + message),
        true);
  }

  /**
   * A runner has one model; that it is another one's than configured says nothing about the job.
   */
  private static boolean aboutModel(String message) {
    return message.contains("model_id")
        || (message.contains("pipeline configured with") && message.contains("but called with"));
  }

  private String message() {
    try {
      return refusal.body().toJsonValue() instanceof JsonObject body
          ? Refusal.bounded(message(body))
          : "";
    } catch (DecodeException e) {
      return "";
    }
  }

  private static String message(JsonObject body) {
    if (body.getValue("error") instanceof JsonObject error) {
      return text(error.getValue("message"));
    }
    return switch (body.getValue("detail")) {
      case JsonObject detail -> text(detail.getValue("msg"));
      case JsonArray details when !details.isEmpty() -> validation(details.getValue(0));
      case String detail -> detail;
      case null, default -> "";
    };
  }

  /** Such as {@code prompt: Field required}. */
  private static String validation(Object detail) {
    if (!(detail instanceof JsonObject error)) {
      return text(detail);
    }
    String message = text(error.getValue("msg"));
    return error.getValue("loc") instanceof JsonArray loc && !loc.isEmpty()
        ? loc.getValue(loc.size() - 1) + ": " + message
        : message;
  }

  private static String text(Object value) {
    return value instanceof String text ? text : "";
  }
}
