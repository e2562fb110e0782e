package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.router.livepeer.TestingGate.Refusal;
import dev.pixelgate.router.livepeer.chain.TestingTill;
import dev.pixelgate.router.livepeer.wire.Payment;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A job that has a slot at a {@link TestingNode}. When it is served it is charged for.
 *
 * @param till where that is, on a chain
 * @param panicked told when it died and its slot is lost
 */
record TestingTask(
    HttpServerRequest request,
    Capability capability,
    TestingJob job,
    Payment payment,
    Optional<TestingTill> till,
    TestingFault fault,
    Consumer<Capability> panicked) {
  /** How orchestrators and signers name what a payment is for. */
  static String manifest(Capability capability) {
    return PipelineNumber.of(capability.pipeline()) + "_" + capability.model();
  }

  String manifest() {
    return manifest(capability);
  }

  /** What it is charged for, as the orchestrator counts it: it believes whatever it is told. */
  long pixels() {
    Pipeline pipeline = capability.pipeline();
    if (pipeline == Pipeline.TEXT_TO_IMAGE) {
      return (long) job.number("width", 512) * job.number("height", 512) * images();
    }
    Picture in = job.picture().orElseThrow();
    long input = (long) in.width() * in.height();
    return pipeline == Pipeline.UPSCALE ? input : input * images();
  }

  int images() {
    return capability.pipeline() == Pipeline.UPSCALE ? 1 : job.number("num_images_per_prompt", 1);
  }

  /** Ends it well with this JSON, once it is charged for. */
  void serve(JsonArray images) {
    if (!charge()) {
      panic();
    } else if (fault.is(TestingFault.Kind.AFTER_WORK)) {
      reset(request);
    } else {
      request
          .response()
          .putHeader("content-type", "application/json")
          .end(
              new JsonObject()
                  .put("images", images.isEmpty() && images() == 0 ? null : images)
                  .toBuffer()
                  .appendByte((byte) '\n'));
    }
  }

  /** Whether a real one survives it. */
  boolean charge() {
    return till.map(paid -> paid.debit(payment, manifest(), pixels())).orElse(true);
  }

  /** A real one dies of it, as far as this job is concerned; on a chain we know that it leaks. */
  void panic() {
    if (till.isPresent()) {
      panicked.accept(capability);
    }
    reset(request);
  }

  static void refuse(HttpServerRequest request, Refusal refusal) {
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(refusal.status())
          .putHeader("content-type", "text/plain; charset=utf-8")
          .putHeader("x-content-type-options", "nosniff")
          .end(Buffer.buffer(refusal.text() + "\n"));
    }
  }

  static void reset(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(2);
    } else {
      request.connection().close();
    }
  }
}
