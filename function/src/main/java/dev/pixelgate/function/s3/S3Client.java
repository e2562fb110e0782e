package dev.pixelgate.function.s3;

import dev.pixelgate.function.s3.S3Exception.Kind;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.TransportFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks a bucket for objects. Names are keys after the location's prefix, of {@code A-Z a-z 0-9 . _
 * ~ - /}. What fails for a while is tried again, up to four times in all and no later than 15 s
 * after the first: a connection that has died in the pool, a 5xx, a bucket that wants it slower.
 * Failures are {@link S3Exception}s, or what the file system says of a body.
 *
 * <p>Thread rule: any; futures complete on the context of the caller.
 */
public final class S3Client {
  private static final long CONNECT_MILLIS = 5_000;
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** Whoever reads may be slow: a client behind a phone. */
  private static final Duration READING = Duration.ofMinutes(1);

  /** Slower than that no connection to a bucket is. */
  private static final long BYTES_A_SECOND = 256 << 10;

  private static final int MOST_TRIES = 4;
  private static final Duration LAST_TRY = Duration.ofSeconds(15);
  private static final long BACKOFF_MILLIS = 100;

  private final Vertx vertx;
  private final S3Location location;
  private final S3Credentials.Source credentials;
  private final InstantSource clock;
  private final S3Watch watch;
  private Optional<Tools> tools = Optional.empty();

  /** Made with the first request. */
  private record Tools(Connections connections, RequestSigner signer) {}

  /** Asks nothing yet. */
  public S3Client(
      Vertx vertx,
      S3Location location,
      S3Credentials.Source credentials,
      InstantSource clock,
      S3Watch watch) {
    this.vertx = vertx;
    this.location = location;
    this.credentials = credentials;
    this.clock = clock;
    this.watch = watch;
  }

  /** Where the objects are. */
  public S3Location location() {
    return location;
  }

  /**
   * Puts an object, in the place of one before.
   *
   * @param headers such as {@code Content-Type}, and {@code x-amz-meta-...}
   */
  public Future<Void> put(String name, S3Body body, Map<String, String> headers) {
    return put(name, body, headers, new Cancellation());
  }

  /**
   * The same, as long as somebody waits for it.
   *
   * @param stop makes it fail at once; whether the object is there then nobody knows
   */
  public Future<Void> put(
      String name, S3Body body, Map<String, String> headers, Cancellation stop) {
    Duration silence = SILENCE.plusSeconds(body.size() / BYTES_A_SECOND);
    return ask(
        new S3Call<>(
            "put",
            HttpMethod.PUT,
            name,
            headers,
            body,
            silence,
            S3Call.Pace.OURS,
            stop,
            S3Client::nothing));
  }

  /** What there is to know of an object; empty when there is none. */
  public Future<Optional<S3Object>> head(String name) {
    return ask(new S3Call<>(
            "head",
            HttpMethod.HEAD,
            name,
            Map.of(),
            SILENCE,
            response -> nothing(response).map(end -> S3Answer.object(response))))
        .map(Optional::of)
        .recover(S3Client::absent);
  }

  /** Begins to read an object, without dawdling; empty when there is none. */
  public Future<Optional<S3Download>> get(String name) {
    return get(name, Map.of(), S3Call.Pace.OURS);
  }

  /**
   * The same for a part of it and for somebody who may be slow: not everybody is served at the same
   * time, and nothing else waits for them.
   *
   * @param first byte, from 0
   * @param last byte, which the object has
   */
  public Future<Optional<S3Download>> download(String name, long first, long last) {
    return get(name, Map.of("Range", "bytes=" + first + "-" + last), S3Call.Pace.READERS);
  }

  private Future<Optional<S3Download>> get(
      String name, Map<String, String> headers, S3Call.Pace pace) {
    return ask(new S3Call<>(
            "get",
            HttpMethod.GET,
            name,
            headers,
            S3Body.NONE,
            READING,
            pace,
            new Cancellation(),
            response ->
                Future.succeededFuture(
                    new S3Download(
                        S3Answer.object(response), response, () -> response.request().reset()))))
        .map(Optional::of)
        .recover(S3Client::absent);
  }

  /** Removes an object, if there is one. */
  public Future<Void> delete(String name) {
    return ask(
        new S3Call<>("delete", HttpMethod.DELETE, name, Map.of(), SILENCE, S3Client::nothing));
  }

  /**
   * Copies an object within the bucket; nothing travels through here.
   *
   * @param headers of the copy, as in {@link #put}: none of the source's stay
   */
  public Future<Void> copy(String from, String to, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("x-amz-copy-source", location.copySource(from));
    all.put("x-amz-metadata-directive", "REPLACE");
    return ask(new S3Call<>("copy", HttpMethod.PUT, to, all, SILENCE, this::copied));
  }

  /**
   * A URL under which whoever has it may GET, HEAD or PUT an object without a key; asks nobody.
   * Credentials that end take the URL with them.
   *
   * @param headers that the request must have exactly so, such as {@code Content-Length}
   * @param validity from now, up to 7 days
   */
  public Future<URI> presign(
      HttpMethod method, String name, Map<String, String> headers, Duration validity) {
    URI object = location.object(name);
    return onContext(
        () ->
            credentials
                .now()
                .compose(
                    now ->
                        onWorker(
                            () ->
                                tools()
                                    .signer()
                                    .presigned(now, method.name(), object, headers, validity))));
  }

  /** Closes every connection. */
  public synchronized Future<Void> close() {
    return tools.map(used -> used.connections().close()).orElseGet(Future::succeededFuture);
  }

  private static Future<Void> nothing(HttpClientResponse response) {
    return S3Answer.text(response).mapEmpty();
  }

  private Future<Void> copied(HttpClientResponse response) {
    return S3Answer.text(response)
        .compose(
            text ->
                S3Answer.isError(text)
                    ? Future.failedFuture(S3Answer.refusal(response, text, clock.instant()))
                    : Future.succeededFuture());
  }

  private static <T> Future<Optional<T>> absent(Throwable failure) {
    return failure instanceof S3Exception refusal && refusal.kind() == Kind.NOT_FOUND
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(failure);
  }

  private <T> Future<T> ask(S3Call<T> call) {
    URI object = location.object(call.name());
    long began = System.nanoTime();
    return onContext(() -> unlessStopped(call, () -> attempt(call, object, began, 1)))
        .onComplete(
            ended ->
                watch.ended(
                    call.operation(),
                    ended.succeeded() ? "done" : outcome(ended.cause()),
                    Duration.ofNanos(System.nanoTime() - began)));
  }

  /** What still runs for one that is stopped comes to nothing. */
  private static <T> Future<T> unlessStopped(S3Call<T> call, Supplier<Future<T>> work) {
    Promise<T> first = Promise.promise();
    call.stop().onCancel(() -> first.tryFail(stopped()));
    work.get().onSuccess(first::tryComplete).onFailure(first::tryFail);
    return first.future();
  }

  private static S3Exception stopped() {
    return new S3Exception(Kind.UNREACHABLE, "the bucket took longer than anybody could wait");
  }

  private static String outcome(Throwable failure) {
    return failure instanceof S3Exception refusal
        ? refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
        : "refused";
  }

  /** On a context: an answer that comes before somebody on another thread asks for it is lost. */
  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    if (Context.isOnVertxThread()) {
      return work.get();
    }
    Promise<T> promise = Promise.promise();
    vertx.getOrCreateContext().runOnContext(run -> work.get().onComplete(promise));
    return promise.future();
  }

  private <T> Future<T> attempt(S3Call<T> call, URI object, long began, int number) {
    return once(call, object)
        .recover(failure -> Future.failedFuture(inOurWords(failure)))
        .recover(
            failure ->
                isPassing(failure)
                        && number < MOST_TRIES
                        && isEarly(began)
                        && !call.stop().isCancelled()
                    ? vertx
                        .timer(pauseMillis(number), TimeUnit.MILLISECONDS)
                        .compose(paused -> attempt(call, object, began, number + 1))
                    : Future.failedFuture(failure));
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof S3Exception refusal && refusal.kind() == Kind.UNREACHABLE;
  }

  private static boolean isEarly(long began) {
    return System.nanoTime() - began < LAST_TRY.toNanos();
  }

  /** The first is short: it is for connections that were dead already. */
  private static long pauseMillis(int number) {
    long most = BACKOFF_MILLIS << (2 * (number - 1));
    return 1 + ThreadLocalRandom.current().nextLong(most);
  }

  private <T> Future<T> once(S3Call<T> call, URI object) {
    return credentials
        .now()
        .compose(now -> onWorker(() -> headers(call, object, now)))
        .compose(headers -> send(call, object, headers))
        .compose(response -> read(call, response));
  }

  private Map<String, String> headers(S3Call<?> call, URI object, S3Credentials now) {
    return tools().signer().headers(now, call.method().name(), object, call.headers(), call.body());
  }

  private Future<HttpClientResponse> send(S3Call<?> call, URI object, Map<String, String> headers) {
    return client(call.pace())
        .request(options(call, object, headers))
        .compose(request -> send(call, request));
  }

  private Future<HttpClientResponse> send(S3Call<?> call, HttpClientRequest request) {
    boolean late = call.stop().isCancelled();
    call.stop().onCancel(request::reset);
    return late
        ? Future.failedFuture(stopped())
        : call.body()
            .send(vertx, request)
            .onSuccess(HttpClientResponse::pause)
            .onFailure(broken -> request.reset());
  }

  private HttpClient client(S3Call.Pace pace) {
    Connections connections = tools().connections();
    return switch (pace) {
      case OURS -> connections.forWork();
      case READERS -> connections.forReaders();
    };
  }

  private static RequestOptions options(S3Call<?> call, URI object, Map<String, String> headers) {
    Origin origin = Origin.of(object);
    RequestOptions options =
        new RequestOptions()
            .setMethod(call.method())
            .setSsl(origin.tls())
            .setHost(origin.hostHeader())
            .setPort(origin.port())
            .setURI(object.getRawPath())
            .setFollowRedirects(false)
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout(call.silence().toMillis());
    origin.address().ifPresent(options::setServer);
    headers.forEach(options::putHeader);
    options.putHeader("User-Agent", "pixelgate");
    if (call.method().equals(HttpMethod.PUT)) {
      options.putHeader("Content-Length", Long.toString(call.body().size()));
    }
    return options;
  }

  private <T> Future<T> read(S3Call<T> call, HttpClientResponse response) {
    if (response.statusCode() < 300) {
      return call.reader().apply(response);
    }
    return S3Answer.text(response)
        .compose(text -> Future.failedFuture(S3Answer.refusal(response, text, clock.instant())));
  }

  private static Throwable inOurWords(Throwable failure) {
    return switch (failure) {
      case S3Exception known -> known;
      case UncheckedIOException body -> Objects.requireNonNull(body.getCause());
      case FileSystemException body -> new IOException(body);
      default ->
          new S3Exception(
              Kind.UNREACHABLE, "the bucket " + TransportFailure.phrase(failure), failure);
    };
  }

  private <T> Future<T> onWorker(Supplier<T> work) {
    return vertx.executeBlocking(work::get, false).map(Objects::requireNonNull);
  }

  private synchronized Tools tools() {
    if (tools.isEmpty()) {
      RequestSigner signer = new RequestSigner(location.region(), clock);
      tools = Optional.of(new Tools(new Connections(vertx), signer));
    }
    return tools.get();
  }
}
