package dev.pixelgate.function.worker;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import io.vertx.core.json.JsonObject;

/**
 * How a failure is said in ai-runner's words. Only 400, 401, 422 and 500 with JSON: any other
 * answer makes a go-livepeer orchestrator panic and lose one slot of its capacity for good.
 */
record WorkerFailure(int status, JsonObject json) {
  /** A go-livepeer gateway that reads this tries another orchestrator and suspends nobody. */
  static final WorkerFailure NO_ROOM = message(500, "insufficient capacity");

  static final WorkerFailure BROKEN = message(500, "Upscale pipeline error.");
  static final WorkerFailure OUT_OF_MEMORY =
      message(500, "Out of memory error. Try reducing input image resolution.");
  static final WorkerFailure BAD_TOKEN = message(401, "Invalid bearer token.");

  static WorkerFailure message(int status, String text) {
    return new WorkerFailure(
        status, new JsonObject().put("detail", new JsonObject().put("msg", text)));
  }

  /** What reading the body can come to. */
  static WorkerFailure of(Failure failure) {
    FailureBody body = FailureBody.of(failure);
    return switch (body.status()) {
      case 422 -> new WorkerFailure(422, body.json());
      case 400, 413, 415 -> message(400, body.json().getJsonObject("detail").getString("msg"));
      case 503 -> NO_ROOM;
      case 408 -> message(500, body.json().getJsonObject("detail").getString("msg"));
      default -> BROKEN;
    };
  }
}
