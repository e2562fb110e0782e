package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FieldError;
import dev.pixelgate.function.intake.FieldsAhead;
import dev.pixelgate.function.intake.Intake;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.pricing.quote.QuotedJob;
import dev.pixelgate.router.selection.Demand;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what a quote is wanted for: JSON with a size, or a pipeline's own form with its picture.
 * Empty is absent. In JSON, where all is ours, nothing is ignored.
 *
 * @param defaultModels for a job that names none
 */
record QuoteQuery(IntakeLimits limits, Map<Pipeline, String> defaultModels) {
  private static final String MODEL = "model_id";
  private static final String IMAGES = "num_images_per_prompt";
  private static final Set<String> KNOWN = Set.of("pipeline", MODEL, "width", "height", "images");

  /** Nobody makes more pictures in one request. */
  private static final int MOST_IMAGES = 100;

  /** The outcome of reading it. */
  sealed interface Read {
    record Good(Demand demand, QuotedJob job) implements Read {}

    record Bad(Failure failure) implements Read {}
  }

  /** The outcome of looking which pipeline a form is for. */
  sealed interface Named {
    record Good(Pipeline pipeline) implements Named {}

    record Bad(Failure failure) implements Named {}
  }

  /** A form says what its pipeline's would: which one that is stands in the query. */
  static Named pipeline(HttpServerRequest request) {
    String name = request.getParam("pipeline", Pipeline.UPSCALE.wireName());
    Optional<Pipeline> pipeline = Pipeline.of(name);
    if (pipeline.isEmpty()) {
      return new Named.Bad(
          new Failure.Invalid(
              List.of(
                  FieldError.ofQuery(
                      "pipeline",
                      "Input should be 'upscale', 'image-to-image' or 'text-to-image'",
                      "enum"))));
    }
    return pipeline.get() == Pipeline.TEXT_TO_IMAGE
        ? new Named.Bad(
            new Failure.UnsupportedMediaType(
                "text-to-image is asked for as application/json, with width and height"))
        : new Named.Good(pipeline.get());
  }

  /** Ends the reading where nothing behind the image can change the price. */
  static Optional<Intake> enough(Pipeline pipeline, FieldsAhead ahead, Picture picture) {
    boolean decided =
        ahead.decides(MODEL) && (pipeline == Pipeline.UPSCALE || ahead.decides(IMAGES));
    return decided ? Optional.of(new Intake.Enough(ahead, picture)) : Optional.empty();
  }

  static Read withoutImage() {
    return new Read.Bad(new Failure.Invalid(List.of(FieldError.missing("image"))));
  }

  /** A pipeline's form; its picture is within the limits. */
  Read of(Pipeline pipeline, Function<String, Optional<String>> fields, Picture picture, int hops) {
    List<FieldError> errors = new ArrayList<>();
    int images =
        pipeline == Pipeline.UPSCALE
            ? 1
            : fields.apply(IMAGES).map(text -> images(text, errors)).orElse(1);
    Optional<String> model = model(pipeline, fields.apply(MODEL), errors);
    return errors.isEmpty()
        ? good(
            new Capability(pipeline, model.orElseThrow()),
            new JobSize(picture.width(), picture.height(), images),
            Optional.of(picture.format()),
            hops)
        : new Read.Bad(new Failure.Invalid(errors));
  }

  /** A size without a picture. */
  Read of(JsonObject json, int hops) {
    List<FieldError> errors = new ArrayList<>();
    for (String name : json.fieldNames()) {
      if (!KNOWN.contains(name)) {
        errors.add(new FieldError(name, "Extra inputs are not permitted", "extra_forbidden"));
      }
    }
    Optional<Pipeline> pipeline = pipeline(json, errors);
    Optional<String> model = pipeline.flatMap(one -> model(one, text(json, errors), errors));
    int width = number(json, "width", Integer.MAX_VALUE, errors);
    int height = number(json, "height", Integer.MAX_VALUE, errors);
    boolean one = pipeline.isPresent() && pipeline.get() == Pipeline.UPSCALE;
    int images =
        json.getValue("images") == null ? 1 : number(json, "images", one ? 1 : MOST_IMAGES, errors);
    if (!errors.isEmpty()) {
      return new Read.Bad(new Failure.Invalid(errors));
    }
    return limits
        .refusal(new Picture(PictureFormat.PNG, width, height))
        .<Read>map(Read.Bad::new)
        .orElseGet(
            () ->
                good(
                    new Capability(pipeline.orElseThrow(), model.orElseThrow()),
                    new JobSize(width, height, images),
                    Optional.empty(),
                    hops));
  }

  private static Read good(
      Capability capability, JobSize size, Optional<PictureFormat> format, int hops) {
    var pixels = size.charged(capability.pipeline());
    return new Read.Good(
        new Demand(capability, pixels, format, hops),
        new QuotedJob(capability, pixels, size.images()));
  }

  private static Optional<Pipeline> pipeline(JsonObject json, List<FieldError> errors) {
    if (json.getValue("pipeline") == null) {
      errors.add(FieldError.missing("pipeline"));
      return Optional.empty();
    }
    Optional<Pipeline> known =
        json.getValue("pipeline") instanceof String name ? Pipeline.of(name) : Optional.empty();
    if (known.isEmpty()) {
      errors.add(
          new FieldError(
              "pipeline",
              "Input should be 'upscale', 'image-to-image' or 'text-to-image'",
              "enum"));
    }
    return known;
  }

  private static Optional<String> text(JsonObject json, List<FieldError> errors) {
    Object value = json.getValue(MODEL);
    if (value != null && !(value instanceof String)) {
      errors.add(new FieldError(MODEL, "Input should be a valid string", "string_type"));
    }
    return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  private Optional<String> model(
      Pipeline pipeline, Optional<String> given, List<FieldError> errors) {
    Optional<String> model =
        given.or(() -> Optional.ofNullable(defaultModels.get(pipeline))).filter(m -> !m.isBlank());
    if (model.isEmpty()) {
      errors.add(FieldError.missing(MODEL));
    }
    return model;
  }

  private static int images(String text, List<FieldError> errors) {
    try {
      return within(Long.parseLong(text.strip()), IMAGES, MOST_IMAGES, errors);
    } catch (NumberFormatException e) {
      errors.add(
          new FieldError(
              IMAGES,
              "Input should be a valid integer, unable to parse string as an integer",
              "int_parsing"));
      return 1;
    }
  }

  private static int number(JsonObject json, String name, int most, List<FieldError> errors) {
    return switch (json.getValue(name)) {
      case Integer number -> within(number, name, most, errors);
      case Long number -> within(number, name, most, errors);
      case null -> {
        errors.add(FieldError.missing(name));
        yield 1;
      }
      default -> {
        errors.add(new FieldError(name, "Input should be a valid integer", "int_type"));
        yield 1;
      }
    };
  }

  private static int within(long number, String name, int most, List<FieldError> errors) {
    if (number < 1) {
      errors.add(
          new FieldError(name, "Input should be greater than or equal to 1", "greater_than_equal"));
    } else if (number > most) {
      errors.add(
          new FieldError(name, "Input should be less than or equal to " + most, "less_than_equal"));
    }
    return Math.clamp(number, 1, most);
  }
}
