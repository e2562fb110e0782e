package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The text fields of an upscale, typed as the published API types them: booleans are lax, empty is
 * absent, unknown fields are ignored.
 *
 * @param seed 0 to 2^53-1, the largest integer that every published client reads back exactly
 * @param inferenceSteps at least 1; smaller numbers mean "the model's default", as at the ai-runner
 */
public record UpscaleParameters(
    String prompt,
    Optional<String> modelId,
    boolean safetyCheck,
    OptionalLong seed,
    OptionalInt inferenceSteps) {
  /** Largest seed: 2^53-1. */
  public static final long MAX_SEED = (1L << 53) - 1;

  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on", "t", "y");
  private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "f", "n");

  /** The outcome of reading them. */
  public sealed interface Parsed {
    /** All good. */
    record Good(UpscaleParameters parameters) implements Parsed {}

    /** Every error at once. */
    record Bad(List<FieldError> errors) implements Parsed {}
  }

  /** The same; where no model is named, for this one. */
  public UpscaleParameters orModel(Optional<String> model) {
    return new UpscaleParameters(
        prompt, modelId.or(() -> model), safetyCheck, seed, inferenceSteps);
  }

  /** Reads the fields of this form; that the image is there is checked too. */
  public static Parsed parse(Form form) {
    List<FieldError> errors = new ArrayList<>();
    Optional<String> prompt = form.text("prompt");
    if (prompt.isEmpty()) {
      errors.add(FieldError.missing("prompt"));
    }
    if (form.image().isEmpty()) {
      errors.add(
          form.fields().getOrDefault("image", "").isEmpty()
              ? FieldError.missing("image")
              : new FieldError("image", "Value error, Expected a file part", "value_error"));
    }
    boolean safetyCheck = form.text("safety_check").map(t -> bool(t, errors)).orElse(true);
    OptionalLong seed = seed(form, errors);
    OptionalInt steps = steps(form, errors);
    if (!errors.isEmpty()) {
      return new Parsed.Bad(List.copyOf(errors));
    }
    return new Parsed.Good(
        new UpscaleParameters(
            prompt.orElseThrow(), form.text("model_id"), safetyCheck, seed, steps));
  }

  /** Why these fields are refused, whatever the image is that comes with them. */
  public static Optional<Failure> refusal(FieldsAhead all) {
    Parsed parsed = parse(new Form(all.fields(), Optional.empty()));
    List<FieldError> errors =
        parsed instanceof Parsed.Bad(var found)
            ? found.stream().filter(error -> !error.field().equals("image")).toList()
            : List.of();
    return errors.isEmpty() ? Optional.empty() : Optional.of(new Failure.Invalid(errors));
  }

  private static boolean bool(String text, List<FieldError> errors) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
      errors.add(
          new FieldError(
              "safety_check",
              "Input should be a valid boolean, unable to interpret input",
              "bool_parsing"));
    }
    return !FALSE.contains(lower);
  }

  private static OptionalLong seed(Form form, List<FieldError> errors) {
    Optional<Long> seed = form.text("seed").flatMap(text -> integer("seed", text, errors));
    if (seed.isPresent() && seed.get() < 0) {
      errors.add(
          new FieldError(
              "seed", "Input should be greater than or equal to 0", "greater_than_equal"));
    } else if (seed.isPresent() && seed.get() > MAX_SEED) {
      errors.add(
          new FieldError(
              "seed", "Input should be less than or equal to " + MAX_SEED, "less_than_equal"));
    }
    return seed.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private static OptionalInt steps(Form form, List<FieldError> errors) {
    String field = "num_inference_steps";
    Optional<Long> steps = form.text(field).flatMap(text -> integer(field, text, errors));
    if (steps.isPresent() && steps.get() > Integer.MAX_VALUE) {
      errors.add(
          new FieldError(
              field,
              "Input should be less than or equal to " + Integer.MAX_VALUE,
              "less_than_equal"));
    }
    return steps
        .filter(n -> n >= 1 && n <= Integer.MAX_VALUE)
        .map(n -> OptionalInt.of(n.intValue()))
        .orElse(OptionalInt.empty());
  }

  private static Optional<Long> integer(String field, String text, List<FieldError> errors) {
    try {
      return Optional.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      errors.add(
          new FieldError(
              field,
              "Input should be a valid integer, unable to parse string as an integer",
              "int_parsing"));
      return Optional.empty();
    }
  }
}
