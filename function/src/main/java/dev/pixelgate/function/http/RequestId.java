package dev.pixelgate.function.http;

/** The id of a request, in a path: what {@code Pixelgate-Request-Id} says. */
final class RequestId {
  private static final int LONGEST = 64;

  private RequestId() {}

  /** Whether it may be one; the store takes text without U+0000 only, and need not be asked. */
  static boolean mayBe(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c == '_' || c == '-' || isLetterOrDigit(c));
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
