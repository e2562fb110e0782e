package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.livepeer.TestingGate.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does the jobs of a {@link TestingNode}: judges them in a real one's order, then works. */
final class TestingWork {
  private static final Set<PictureFormat> READ =
      EnumSet.of(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.GIF);

  private final Vertx vertx;
  private final Supplier<TestingPlan> plan;
  private final TestingGate gate;
  private final TestingMedia media;
  private final Consumer<TestingJob> arrived;
  private final TestingPictures pictures = new TestingPictures();
  private final TestingContainer container;
  private final Map<Capability, Integer> running = new ConcurrentHashMap<>();

  TestingWork(
      Vertx vertx,
      Supplier<TestingPlan> plan,
      TestingGate gate,
      TestingMedia media,
      Consumer<TestingJob> arrived) {
    this.vertx = vertx;
    this.container = new TestingContainer(vertx);
    this.plan = plan;
    this.gate = gate;
    this.media = media;
    this.arrived = arrived;
  }

  /** How many slots of this model are idle now. */
  int idle(Capability capability) {
    int slots = plan.get().model(capability).map(TestingModel::slots).orElse(0);
    return Math.max(0, slots - running.getOrDefault(capability, 0));
  }

  void handle(HttpServerRequest request, Pipeline pipeline) {
    TestingJob.read(request)
        .onSuccess(job -> judge(request, pipeline, job))
        .onFailure(failure -> refuse(request, new Refusal(400, "" + failure.getMessage())));
  }

  private void judge(HttpServerRequest request, Pipeline pipeline, TestingJob job) {
    arrived.accept(job);
    String model = job.fields().get("model_id");
    Optional<Refusal> refusal =
        gate.refusal(job, plan.get())
            .or(() -> isReadable(pipeline, job) ? Optional.empty() : unknownFormat());
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
    } else if (model == null) {
      panic(request);
    } else if (model.isEmpty() || idle(new Capability(pipeline, model)) == 0) {
      refuse(request, new Refusal(503, "insufficient capacity"));
    } else {
      run(request, new Capability(pipeline, model), job);
    }
  }

  private static boolean isReadable(Pipeline pipeline, TestingJob job) {
    return pipeline == Pipeline.TEXT_TO_IMAGE
        || job.picture().map(Picture::format).filter(READ::contains).isPresent();
  }

  private static Optional<Refusal> unknownFormat() {
    return Optional.of(new Refusal(400, "image: unknown format"));
  }

  /** The slot is free again when it is answered, or when the caller went away. */
  private void run(HttpServerRequest request, Capability capability, TestingJob job) {
    running.merge(capability, 1, Integer::sum);
    Runnable[] free = {() -> running.merge(capability, -1, Integer::sum)};
    Runnable once =
        () -> {
          Runnable first = free[0];
          free[0] = () -> {};
          first.run();
        };
    request.response().endHandler(end -> once.run()).closeHandler(closed -> once.run());
    request.response().exceptionHandler(reset -> once.run());
    long millis = plan.get().needs().toMillis();
    if (millis == 0) {
      work(request, capability, job);
    } else {
      vertx.setTimer(millis, done -> work(request, capability, job));
    }
  }

  private void work(HttpServerRequest request, Capability capability, TestingJob job) {
    if (request.response().closed()) {
      return;
    }
    Pipeline pipeline = capability.pipeline();
    switch (plan.get().working()) {
      case WELL ->
          plan.get()
              .runner()
              .map(runner -> container.upscale(runner, job))
              .orElseGet(() -> Future.succeededFuture(picture(pipeline, job, 4)))
              .onSuccess(png -> serve(request, job, png))
              .onFailure(
                  down ->
                      refuse(request, new Refusal(500, "container failed: " + down.getMessage())));
      case LINKS -> json(request, image(media.keep(request, picture(pipeline, job, 4))));
      case HALF_SIZE -> serve(request, job, picture(pipeline, job, 2));
      case TRUNCATED -> {
        byte[] whole = picture(pipeline, job, 4);
        serve(request, job, Arrays.copyOf(whole, whole.length / 2));
      }
      case NO_PICTURE -> serve(request, job, new byte[] {1, 2, 3});
      case HANGS -> {}
      case ERROR -> refuse(request, new Refusal(500, pipeline + " container returned 500: oh no"));
      case BAD_JOB ->
          refuse(request, new Refusal(500, pipeline + " container returned 400: bad job"));
      case RESETS -> panic(request);
      case HTML ->
          request.response().putHeader("content-type", "text/html").end("<html>hello</html>");
      case NO_IMAGES -> json(request, new JsonArray());
      case MEDIA_GONE -> json(request, image(media.base(request) + "/stream/none/none.png"));
      case MEDIA_HANGS -> json(request, image(media.base(request) + TestingMedia.HANGS));
    }
  }

  private byte[] picture(Pipeline pipeline, TestingJob job, int factor) {
    return switch (pipeline) {
      case UPSCALE -> {
        Picture in = job.picture().orElseThrow();
        yield pictures.png(in.width() * factor, in.height() * factor);
      }
      case IMAGE_TO_IMAGE -> {
        Picture in = job.picture().orElseThrow();
        yield pictures.png(in.width() * factor / 4, in.height() * factor / 4);
      }
      case TEXT_TO_IMAGE ->
          pictures.png(
              job.number("width", 512) * factor / 4, job.number("height", 512) * factor / 4);
    };
  }

  /** Inline, unless the gateway says that it is one that fetches. */
  private void serve(HttpServerRequest request, TestingJob job, byte[] png) {
    boolean fetches = "Livepeer-AI-Worker-1.0".equals(job.headers().get("authorization"));
    json(
        request,
        image(
            fetches
                ? media.keep(request, png)
                : "data:image/png;base64," + Base64.getEncoder().encodeToString(png)));
  }

  private static JsonArray image(String url) {
    return new JsonArray()
        .add(new JsonObject().put("nsfw", false).put("seed", 1000).put("url", url));
  }

  private static void json(HttpServerRequest request, JsonArray images) {
    request
        .response()
        .putHeader("content-type", "application/json")
        .end(new JsonObject().put("images", images).toBuffer().appendByte((byte) '\n'));
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

  private static void panic(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(2);
    } else {
      request.connection().close();
    }
  }
}
