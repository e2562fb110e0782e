package dev.pixelgate.function.failure;

/**
 * One wrong or missing field of a form or a query, in the words of the published API.
 *
 * @param place where the field stands: {@code body} or {@code query}
 * @param type such as {@code missing}, {@code int_parsing}
 */
public record FieldError(String place, String field, String message, String type) {
  /** Of a form. */
  public FieldError(String field, String message, String type) {
    this("body", field, message, type);
  }

  /** Of a query. */
  public static FieldError ofQuery(String field, String message, String type) {
    return new FieldError("query", field, message, type);
  }

  /** A required field of a form that was not given. */
  public static FieldError missing(String field) {
    return new FieldError(field, "Field required", "missing");
  }
}
