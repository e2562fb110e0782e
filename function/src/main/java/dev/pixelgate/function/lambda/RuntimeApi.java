package dev.pixelgate.function.lambda;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's Runtime API of 2018-06-01, as its documentation has it (Lambda developer guide, "Using
 * the Lambda runtime API"). For one event loop.
 */
final class RuntimeApi {
  static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  static final String RESPONSE_MODE = "Lambda-Runtime-Function-Response-Mode";
  static final String ROOT = "/2018-06-01/runtime/";

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeApi.class);
  private static final String INVOCATION = ROOT + "invocation/";
  private static final int CONNECT_MILLIS = 5_000;

  private final LambdaEnvironment environment;
  private final HttpClient client;
  private final NetClient sockets;

  RuntimeApi(Vertx vertx, LambdaEnvironment environment) {
    this.environment = environment;
    // Each loop waits for its next event on one connection; the answers go on others.
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS),
            new PoolOptions().setHttp1MaxSize(2 * environment.concurrency()));
    this.sockets = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
  }

  /** The next event, however long that takes; the process may be frozen meanwhile. */
  Future<Invocation> next() {
    return onceMore(
        () ->
            client
                .request(to(HttpMethod.GET, INVOCATION + "next"))
                .compose(request -> request.send())
                .compose(RuntimeApi::invocation));
  }

  private static Future<Invocation> invocation(HttpClientResponse response) {
    return response
        .body()
        .map(
            event -> {
              MultiMap headers = response.headers();
              Optional<String> id =
                  Optional.ofNullable(headers.get("Lambda-Runtime-Aws-Request-Id"));
              if (response.statusCode() != 200 || id.isEmpty()) {
                throw new RuntimeApiException("next event: status " + response.statusCode());
              }
              String deadline = headers.get("Lambda-Runtime-Deadline-Ms");
              return new Invocation(
                  id.get(),
                  deadline == null ? Instant.MAX : Instant.ofEpochMilli(Long.parseLong(deadline)),
                  event);
            });
  }

  /** Answers this invocation, whole. */
  Future<Void> answer(String id, Buffer json) {
    return post(id + "/response", json, Optional.empty());
  }

  /** Says that there is no answer. */
  Future<Void> fail(String id, RuntimeFailure failure) {
    LOG.warn("lambda id={} error={} reason=\"{}\"", id, failure.type(), failure.message());
    return post(id + "/error", failure.json().toBuffer(), Optional.of(failure.type()));
  }

  /** Begins to answer this invocation, piece by piece. */
  Future<AnswerStream> stream(String id, String contentType) {
    return sockets
        .connect(environment.api().port(), environment.api().host())
        .map(
            socket ->
                new AnswerStream(
                    socket, environment.api(), INVOCATION + id + "/response", contentType));
  }

  /**
   * An answer that Lambda does not take is its caller's loss, not the end of this process; where
   * Lambda has one already, the first of two tries has come through.
   */
  private Future<Void> post(String what, Buffer body, Optional<String> errorType) {
    RequestOptions options =
        to(HttpMethod.POST, INVOCATION + what)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    errorType.ifPresent(type -> options.putHeader(ERROR_TYPE, type));
    return onceMore(
            () ->
                client
                    .request(options)
                    .compose(request -> request.send(body))
                    .compose(response -> response.body().map(said -> taken(what, response, said))))
        .mapEmpty();
  }

  private static boolean taken(String what, HttpClientResponse response, Buffer said) {
    int status = response.statusCode();
    if (status >= 500) {
      throw new RuntimeApiException(what + ": status " + status);
    }
    if (status >= 400) {
      LOG.error("lambda answer={} status={} reason=\"{}\"", what, status, said);
    }
    return status < 400;
  }

  /** A connection may have died while the process stood still. */
  private static <T> Future<T> onceMore(Supplier<Future<T>> call) {
    return call.get()
        .recover(
            cause ->
                cause instanceof RuntimeApiException ? Future.failedFuture(cause) : call.get());
  }

  private RequestOptions to(HttpMethod method, String uri) {
    return new RequestOptions()
        .setMethod(method)
        .setHost(environment.api().host())
        .setPort(environment.api().port())
        .setURI(uri);
  }

  /** Gives up what is waited for. */
  Future<Void> close() {
    return client.close().eventually(sockets::close);
  }
}
