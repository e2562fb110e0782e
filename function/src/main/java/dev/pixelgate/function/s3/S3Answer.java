package dev.pixelgate.function.s3;

import dev.pixelgate.function.s3.S3Exception.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a bucket answers. Its XML is a few known elements: no parser is loaded for them. */
final class S3Answer {
  private static final int MOST_TEXT = 64 << 10;
  private static final int MOST_WORDS = 200;
  private static final String META = "x-amz-meta-";
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,80})</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

  /** S3 lets a request be off by 15 minutes. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  /** What passes by itself, beside every 5xx. */
  private static final Set<String> PASSING =
      Set.of(
          "SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "OperationAborted");

  private S3Answer() {}

  /** All of a short text; what is beyond 64 KiB is dropped. The response is paused. */
  static Future<String> text(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    Promise<String> whole = Promise.promise();
    response
        .handler(
            more -> {
              if (body.length() + more.length() <= MOST_TEXT) {
                body.appendBuffer(more);
              }
            })
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(body.toString()))
        .resume();
    return whole.future();
  }

  /** What its headers say of an object. */
  static S3Object object(HttpClientResponse response) {
    Map<String, String> metadata = new HashMap<>();
    response
        .headers()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.startsWith(META)) {
                metadata.put(lower.substring(META.length()), value);
              }
            });
    String size = header(response, "Content-Length").orElse("");
    return new S3Object(
        size.matches("\\d{1,18}") ? Long.parseLong(size) : 0,
        header(response, "ETag").orElse("\"\""),
        date(response, "Last-Modified").orElse(Instant.EPOCH),
        header(response, HttpHeaders.CONTENT_TYPE.toString()),
        metadata);
  }

  /** Why it did not, after a text which is empty for a HEAD. */
  static S3Exception refusal(HttpClientResponse response, String text, Instant now) {
    Matcher code = CODE.matcher(text);
    String word = code.find() ? code.group(1) : "";
    String said = said(response.statusCode(), word, text);
    boolean denies = response.statusCode() == 403 || response.statusCode() == 401;
    if (denies) {
      return new S3Exception(Kind.DENIED, skew(response, now).map(said::concat).orElse(said));
    }
    if (response.statusCode() >= 500 || response.statusCode() == 429 || PASSING.contains(word)) {
      return new S3Exception(Kind.UNREACHABLE, said);
    }
    // A bucket that is not there is a mistake of whoever configured it, not an absent object.
    boolean absent =
        word.equals("NoSuchKey") || (response.statusCode() == 404 && !word.equals("NoSuchBucket"));
    return new S3Exception(absent ? Kind.NOT_FOUND : Kind.REFUSED, said);
  }

  /** A copy may fail after its 200 was sent. */
  static boolean isError(String text) {
    return text.contains("<Error>");
  }

  private static String said(int status, String code, String text) {
    Matcher message = MESSAGE.matcher(text);
    String words = message.find() ? message.group(1).replaceAll("[^\\x20-\\x7e]", "?") : "";
    return "the bucket answered "
        + status
        + (code.isEmpty() ? "" : " " + code)
        + (words.isEmpty() ? "" : ": " + words.substring(0, Math.min(MOST_WORDS, words.length())));
  }

  private static Optional<String> skew(HttpClientResponse response, Instant now) {
    return date(response, "Date")
        .map(there -> Duration.between(there, now))
        .filter(off -> off.abs().compareTo(SKEW) >= 0)
        .map(
            off ->
                "; the clock of this machine is %d s %s the bucket's, and it may differ by %d s"
                    .formatted(
                        off.abs().toSeconds(),
                        off.isNegative() ? "behind" : "ahead of",
                        SKEW.toSeconds()));
  }

  private static Optional<String> header(HttpClientResponse response, String name) {
    return Optional.ofNullable(response.getHeader(name));
  }

  private static Optional<Instant> date(HttpClientResponse response, String name) {
    return header(response, name)
        .flatMap(
            text -> {
              try {
                return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }
}
