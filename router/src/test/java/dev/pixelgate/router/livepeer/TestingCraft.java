package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.router.livepeer.TestingGate.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;

/** Does the jobs of a {@link TestingNode} that have a slot, as its plan says. */
final class TestingCraft {
  private final TestingMedia media;
  private final TestingPictures pictures = new TestingPictures();
  private final TestingContainer container;

  TestingCraft(Vertx vertx, TestingMedia media) {
    this.container = new TestingContainer(vertx);
    this.media = media;
  }

  void work(TestingTask task, TestingPlan plan) {
    if (task.request().response().closed()
        || task.fault().is(TestingFault.Kind.WHEN_CALLER_HAS_GONE)) {
      return;
    }
    if (task.fault().is(TestingFault.Kind.RUNNER)) {
      refuse(task, "container returned 500: oh no");
      return;
    }
    switch (plan.working()) {
      case WELL ->
          plan.runner()
              .map(runner -> container.upscale(runner, task.job()))
              .orElseGet(() -> Future.succeededFuture(picture(task, 4)))
              .onSuccess(png -> serve(task, png))
              .onFailure(
                  down ->
                      TestingTask.refuse(
                          task.request(),
                          new Refusal(500, "container failed: " + down.getMessage())));
      case LINKS -> task.serve(image(task, media.keep(task.request(), picture(task, 4))));
      case HALF_SIZE -> serve(task, picture(task, 2));
      case TRUNCATED -> {
        byte[] whole = picture(task, 4);
        serve(task, Arrays.copyOf(whole, whole.length / 2));
      }
      case NO_PICTURE -> serve(task, new byte[] {1, 2, 3});
      case HANGS -> {}
      case ERROR -> refuse(task, "container returned 500: oh no");
      case BAD_JOB -> refuse(task, "container returned 400: bad job");
      case RESETS -> task.panic();
      case HTML ->
          task.request()
              .response()
              .putHeader("content-type", "text/html")
              .end("<html>hello</html>");
      case NO_IMAGES -> task.serve(new JsonArray());
      case MEDIA_GONE -> task.serve(image(task, media.base(task.request()) + "/stream/no/no.png"));
      case MEDIA_HANGS -> task.serve(image(task, media.base(task.request()) + TestingMedia.HANGS));
    }
  }

  private static void refuse(TestingTask task, String text) {
    TestingTask.refuse(task.request(), new Refusal(500, task.capability().pipeline() + " " + text));
  }

  private byte[] picture(TestingTask task, int factor) {
    return switch (task.capability().pipeline()) {
      case UPSCALE -> {
        Picture in = task.job().picture().orElseThrow();
        yield pictures.png(in.width() * factor, in.height() * factor);
      }
      case IMAGE_TO_IMAGE -> {
        Picture in = task.job().picture().orElseThrow();
        yield pictures.png(in.width() * factor / 4, in.height() * factor / 4);
      }
      case TEXT_TO_IMAGE ->
          pictures.png(side(task.job(), "width", factor), side(task.job(), "height", factor));
    };
  }

  /** Of a size below zero real runners make something too. */
  private static int side(TestingJob job, String name, int factor) {
    return Math.max(1, Math.abs(job.number(name, 512)) * factor / 4);
  }

  /** Inline, unless the gateway says that it is one that fetches. */
  private void serve(TestingTask task, byte[] png) {
    boolean fetches = "Livepeer-AI-Worker-1.0".equals(task.job().headers().get("authorization"));
    task.serve(
        image(
            task,
            fetches
                ? media.keep(task.request(), png)
                : "data:image/png;base64," + Base64.getEncoder().encodeToString(png)));
  }

  private static JsonArray image(TestingTask task, String url) {
    JsonArray images = new JsonArray();
    IntStream.range(0, task.images())
        .forEach(
            i ->
                images.add(
                    new JsonObject().put("nsfw", false).put("seed", 1000 + i).put("url", url)));
    return images;
  }
}
