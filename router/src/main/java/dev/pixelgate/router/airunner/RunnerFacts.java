package dev.pixelgate.router.airunner;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.exchange.Documents.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a runner says of itself in {@code /version} and {@code /hardware/info}; any of it may be
 * missing.
 *
 * @param loaded the one that it has loaded
 * @param gpus their names
 */
record RunnerFacts(Optional<Capability> loaded, Optional<String> version, List<String> gpus) {
  /** It said nothing. */
  static final RunnerFacts NONE = new RunnerFacts(Optional.empty(), Optional.empty(), List.of());

  private static final int LONGEST = 256;
  private static final int MOST_GPUS = 16;

  /** What its {@code /version} says. */
  static RunnerFacts of(Answer version) {
    JsonObject about = json(version);
    Optional<Capability> loaded =
        text(about, "pipeline")
            .flatMap(Pipeline::of)
            .flatMap(pipeline -> text(about, "model_id").map(id -> new Capability(pipeline, id)));
    return new RunnerFacts(loaded, text(about, "version"), List.of());
  }

  /** The same, on what its {@code /hardware/info} says. */
  RunnerFacts on(Answer hardware) {
    Stream<String> names =
        json(hardware).getValue("gpu_info") instanceof JsonObject byIndex
            ? byIndex.stream().map(Map.Entry::getValue).flatMap(RunnerFacts::name)
            : Stream.of();
    return new RunnerFacts(loaded, version, names.limit(MOST_GPUS).toList());
  }

  /** Whether it has not changed, whatever it runs on. */
  boolean isSame(RunnerFacts other) {
    return loaded.equals(other.loaded) && version.equals(other.version);
  }

  private static Stream<String> name(Object gpu) {
    return gpu instanceof JsonObject one ? text(one, "name").stream() : Stream.of();
  }

  /** What this answer holds; nothing when it is not a 200 with a JSON object. */
  static JsonObject json(Answer answer) {
    if (answer instanceof Answer.Document(int status, Buffer body) && status == 200) {
      try {
        return body.toJsonValue() instanceof JsonObject object ? object : new JsonObject();
      } catch (DecodeException notJson) {
        return new JsonObject();
      }
    }
    return new JsonObject();
  }

  /** A stranger's text as it may be logged, if it is there. */
  private static Optional<String> text(JsonObject json, String name) {
    return json.getValue(name) instanceof String text
            && !text.isBlank()
            && text.length() <= LONGEST
            && text.chars().noneMatch(Character::isISOControl)
        ? Optional.of(text)
        : Optional.empty();
  }
}
