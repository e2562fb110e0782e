package dev.pixelgate.router.exchange;

/**
 * What an orchestrator asks for in {@code Authorization}. Prints as {@code ***}.
 *
 * @param secret visible ASCII, as sent after {@code Bearer}
 */
public record BearerToken(String secret) {
  public BearerToken {
    if (secret.isEmpty() || !secret.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("a bearer token is one or more visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
