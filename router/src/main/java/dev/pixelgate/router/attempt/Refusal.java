package dev.pixelgate.router.attempt;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;

/**
 * An answer to a job other than 200.
 *
 * @param body its beginning, at most 64 KiB
 */
public record Refusal(int status, MultiMap headers, Buffer body) {
  private static final int MESSAGE_LIMIT = 300;
  private static final long LONGEST_PAUSE_SECONDS = 3600;

  /** When to ask again: what {@code Retry-After} says in seconds, 1 s without, up to an hour. */
  public Duration pause() {
    String seconds = headers.get(HttpHeaders.RETRY_AFTER);
    if (seconds == null || !seconds.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(1);
    }
    return Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 1, LONGEST_PAUSE_SECONDS));
  }

  /** A stranger's text as it may be shown: on one line, at most 300 characters. */
  public static String bounded(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), MESSAGE_LIMIT));
    text.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(MESSAGE_LIMIT)
        .forEach(out::appendCodePoint);
    return out.toString().strip();
  }
}
