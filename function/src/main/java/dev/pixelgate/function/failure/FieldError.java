package dev.pixelgate.function.failure;

/**
 * One wrong or missing field of a form, in the words of the published API.
 *
 * @param type such as {@code missing}, {@code int_parsing}
 */
public record FieldError(String field, String message, String type) {
  /** A required field that was not given. */
  public static FieldError missing(String field) {
    return new FieldError(field, "Field required", "missing");
  }
}
