package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FieldError;
import dev.pixelgate.function.upload.Wish;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a client says of the picture that it wants to put somewhere. */
final class UploadQuery {
  private static final String SIZE = "size";
  private static final String TYPE = "content_type";
  private static final Set<String> KNOWN = Set.of(SIZE, TYPE);

  /** As in a header, without parameters: nothing that could be another header. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64}");

  /** The outcome of reading it. */
  sealed interface Read {
    record Good(Wish wish) implements Read {}

    record Bad(Failure failure) implements Read {}
  }

  private UploadQuery() {}

  /** Nothing is ignored: all of it is ours. */
  static Read of(JsonObject json, long maxBytes) {
    List<FieldError> errors = new ArrayList<>();
    for (String name : json.fieldNames()) {
      if (!KNOWN.contains(name)) {
        errors.add(new FieldError(name, "Extra inputs are not permitted", "extra_forbidden"));
      }
    }
    OptionalLong size = size(json, errors);
    Optional<String> type = type(json, errors);
    if (!errors.isEmpty()) {
      return new Read.Bad(new Failure.Invalid(errors));
    }
    return size.orElse(0) > maxBytes
        ? new Read.Bad(
            new Failure.TooLarge("picture by reference", size.getAsLong(), maxBytes, "bytes"))
        : new Read.Good(new Wish(size, type));
  }

  private static OptionalLong size(JsonObject json, List<FieldError> errors) {
    Object value = json.getValue(SIZE);
    long size =
        switch (value) {
          case Integer number -> number;
          case Long number -> number;
          case null -> 1;
          default -> {
            errors.add(new FieldError(SIZE, "Input should be a valid integer", "int_type"));
            yield 1;
          }
        };
    if (size < 1) {
      errors.add(
          new FieldError(SIZE, "Input should be greater than or equal to 1", "greater_than_equal"));
    }
    return value == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  private static Optional<String> type(JsonObject json, List<FieldError> errors) {
    Object value = json.getValue(TYPE);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String type) || !MEDIA_TYPE.matcher(type).matches()) {
      errors.add(
          new FieldError(
              TYPE, "Input should be a media type such as 'image/png'", "string_pattern_mismatch"));
      return Optional.empty();
    }
    return Optional.of(type);
  }
}
