package dev.pixelgate.function.cli;

import dev.pixelgate.function.assembly.MarketLook;
import dev.pixelgate.function.assembly.Platform;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.view.BoardJson;
import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Board;
import dev.pixelgate.router.BoardQuery;
import dev.pixelgate.router.discovery.DiscoveryWatch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The price board of this configuration: everybody is asked once. */
record LocalPrices(Configuration configuration) implements Prices {

  /** With {@code unanswered}: who did not answer, and is sold on the configuration's word. */
  @Override
  public JsonObject board(PricesRequest request) {
    BoardQuery query = query(request);
    Unanswered unanswered = new Unanswered();
    Board board;
    try (Platform platform = Platform.start()) {
      board = Waiting.forResult(new MarketLook(platform, configuration).show(query, unanswered));
    }
    if (board.modelsInstead().isPresent()) {
      throw refused(
          new Failure.UnknownModel(query.model().orElseThrow(), board.modelsInstead().get()));
    }
    JsonObject json = BoardJson.of(board);
    unanswered.mark(json.getJsonArray("offers"));
    return json.put("unanswered", unanswered.json());
  }

  private BoardQuery query(PricesRequest request) {
    JobSize size = request.size().orElse(JobSize.USUAL);
    IntakeLimits.of(configuration.limits())
        .refusal(new Picture(PictureFormat.PNG, size.width(), size.height()))
        .ifPresent(
            failure -> {
              throw refused(failure);
            });
    return new BoardQuery(
        request.pipeline().map(LocalPrices::pipeline),
        request.model(),
        size,
        List.of(),
        Optional.empty());
  }

  private static Pipeline pipeline(String name) {
    return Pipeline.of(name)
        .orElseThrow(
            () ->
                new WrongUseException(
                    "--pipeline " + name + " is not upscale, image-to-image or text-to-image"));
  }

  private static CommandFailedException refused(Failure failure) {
    return new CommandFailedException(
        FailureBody.of(failure).json().getJsonObject("detail").getString("msg"));
  }

  /** Hears on the keeper's loop who does not answer. */
  private static final class Unanswered implements DiscoveryWatch {
    private final Map<String, String> problems = new ConcurrentSkipListMap<>();

    @Override
    public void asked(String orchestrator, Duration took, Optional<String> problem) {
      problem.ifPresentOrElse(
          why -> problems.put(orchestrator, why), () -> problems.remove(orchestrator));
    }

    /** What is sold on the configuration's word was not heard of. */
    void mark(JsonArray offers) {
      for (Object offer : offers) {
        if (offer instanceof JsonObject one
            && problems.containsKey(one.getString("orchestrator"))) {
          one.put("answered", false).remove("age_seconds");
        }
      }
    }

    JsonArray json() {
      JsonArray array = new JsonArray();
      problems.forEach(
          (name, why) -> array.add(new JsonObject().put("orchestrator", name).put("why", why)));
      return array;
    }
  }
}
