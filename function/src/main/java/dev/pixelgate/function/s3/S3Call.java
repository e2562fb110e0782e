package dev.pixelgate.function.s3;

import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * One thing that a bucket is asked for. Each may be asked again: keys are ours, and what is put
 * under one is always the same.
 *
 * @param operation as the metrics name it
 * @param name of the object, after the prefix
 * @param headers to be signed
 * @param silence after which a try is given up
 * @param pace of whoever takes the answer
 * @param stop makes it fail at once
 * @param reader of an answer below 300, which is paused
 */
record S3Call<T>(
    String operation,
    HttpMethod method,
    String name,
    Map<String, String> headers,
    S3Body body,
    Duration silence,
    Pace pace,
    Cancellation stop,
    Function<HttpClientResponse, Future<T>> reader) {
  /** Whose pace an answer is read at. */
  enum Pace {
    /** As fast as it comes. */
    OURS,

    /** As fast as a client reads, who may be slow on purpose. */
    READERS
  }

  S3Call {
    headers = Map.copyOf(headers);
  }

  /** One without a body, which goes on to its end. */
  S3Call(
      String operation,
      HttpMethod method,
      String name,
      Map<String, String> headers,
      Duration silence,
      Function<HttpClientResponse, Future<T>> reader) {
    this(
        operation,
        method,
        name,
        headers,
        S3Body.NONE,
        silence,
        Pace.OURS,
        new Cancellation(),
        reader);
  }
}
