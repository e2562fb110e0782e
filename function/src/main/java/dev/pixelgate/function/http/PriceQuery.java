package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FieldError;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.BoardQuery;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the query of {@code /v1/prices}. Nothing in it is ignored, empty is absent, and a size that
 * a request could not have is refused like the picture would be.
 */
final class PriceQuery {
  /** Nobody makes more pictures in one request. */
  private static final int MOST_IMAGES = 100;

  private static final Set<String> KNOWN =
      Set.of("pipeline", "model_id", "width", "height", "images");

  /** The outcome of reading it. */
  sealed interface Read {
    record Good(BoardQuery query) implements Read {}

    record Bad(Failure failure) implements Read {}
  }

  private final MultiMap parameters;
  private final List<FieldError> errors = new ArrayList<>();

  private PriceQuery(MultiMap parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads these parameters.
   *
   * @param account the caps of whoever asks
   */
  static Read read(
      MultiMap parameters, RequestTerms terms, List<Cap> account, IntakeLimits limits) {
    return new PriceQuery(parameters).read(terms, account, limits);
  }

  private Read read(RequestTerms terms, List<Cap> account, IntakeLimits limits) {
    for (String name : parameters.names()) {
      if (!KNOWN.contains(name)) {
        wrong(name, "Extra inputs are not permitted", "extra_forbidden");
      } else if (parameters.getAll(name).size() > 1) {
        wrong(name, "Input should be given once", "value_error");
      }
    }
    Optional<Pipeline> pipeline = value("pipeline").flatMap(this::pipeline);
    int width = side("width", "height", JobSize.USUAL.width());
    int height = side("height", "width", JobSize.USUAL.height());
    int images = value("images").map(text -> number("images", text, MOST_IMAGES)).orElse(1);
    if (!errors.isEmpty()) {
      return new Read.Bad(new Failure.Invalid(List.copyOf(errors)));
    }
    return limits
        .refusal(new Picture(PictureFormat.PNG, width, height))
        .<Read>map(Read.Bad::new)
        .orElseGet(
            () ->
                new Read.Good(
                    new BoardQuery(
                        pipeline,
                        value("model_id"),
                        new JobSize(width, height, images),
                        terms.within(account).caps(),
                        terms.policy())));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
  }

  private Optional<Pipeline> pipeline(String text) {
    Optional<Pipeline> pipeline = Pipeline.of(text);
    if (pipeline.isEmpty()) {
      wrong("pipeline", "Input should be 'upscale', 'image-to-image' or 'text-to-image'", "enum");
    }
    return pipeline;
  }

  private int side(String name, String other, int usual) {
    Optional<String> text = value(name);
    if (text.isEmpty() && value(other).isPresent()) {
      wrong(name, "Field required with " + other, "missing");
    }
    return text.map(given -> number(name, given, Integer.MAX_VALUE)).orElse(usual);
  }

  private int number(String name, String text, int most) {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      wrong(
          name,
          "Input should be a valid integer, unable to parse string as an integer",
          "int_parsing");
      return 1;
    }
    if (number < 1) {
      wrong(name, "Input should be greater than or equal to 1", "greater_than_equal");
    } else if (number > most) {
      wrong(name, "Input should be less than or equal to " + most, "less_than_equal");
    }
    return Math.clamp(number, 1, most);
  }

  private void wrong(String name, String message, String type) {
    errors.add(FieldError.ofQuery(name, message, type));
  }
}
