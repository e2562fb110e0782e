package dev.pixelgate.function;

import dev.pixelgate.function.assembly.Blocking;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A load balancer: each request goes to the next instance, or to the one after it where nobody
 * listens. What was sent is not sent again; when its answer is lost the client is told so, by a 502
 * of the balancer's.
 */
final class TestingBalancer implements AutoCloseable {
  /** Says which instance answered, from 0. */
  static final String INSTANCE = "Testing-Instance";

  /** Set on a 502 that no instance sent. */
  static final String LOST = "Testing-Lost";

  private static final int CONNECTIONS = 100;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicIntegerArray ports;
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpServer server;
  private final HttpClient client;

  /** In front of nobody yet. */
  TestingBalancer(int instances) {
    ports = new AtomicIntegerArray(instances);
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(body -> pass(request, body, turn.getAndIncrement(), instances)));
    Blocking.join(server.listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  /** From now on this instance is there. */
  void set(int instance, int port) {
    ports.set(instance, port);
  }

  /** Where this instance listens, for whoever wants that one. */
  int portOf(int instance) {
    return ports.get(instance);
  }

  private void pass(HttpServerRequest request, Buffer body, int wanted, int left) {
    int instance = Math.floorMod(wanted, ports.length());
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(ports.get(instance))
            .setMethod(request.method())
            .setURI(request.uri());
    client
        .request(options)
        .onSuccess(
            passed ->
                send(request, passed, body)
                    .onSuccess(answer -> answer(request, answer, instance))
                    .onFailure(cause -> lost(request, cause)))
        .onFailure(
            cause -> {
              if (cause instanceof ConnectException && left > 1) {
                pass(request, body, wanted + 1, left - 1);
              } else {
                lost(request, cause);
              }
            });
  }

  private static Future<Answer> send(
      HttpServerRequest request, HttpClientRequest passed, Buffer body) {
    request
        .headers()
        .forEach(
            header -> {
              if (!header.getKey().equalsIgnoreCase("Connection")) {
                passed.putHeader(header.getKey(), header.getValue());
              }
            });
    return passed
        .send(body)
        .compose(response -> response.body().map(whole -> new Answer(response, whole)));
  }

  private record Answer(HttpClientResponse head, Buffer body) {}

  private static void answer(HttpServerRequest request, Answer answer, int instance) {
    var response = request.response().setStatusCode(answer.head.statusCode());
    answer
        .head
        .headers()
        .forEach(
            header -> {
              if (!header.getKey().equalsIgnoreCase("Connection")
                  && !header.getKey().equalsIgnoreCase("Transfer-Encoding")) {
                response.putHeader(header.getKey(), header.getValue());
              }
            });
    response.putHeader(INSTANCE, Integer.toString(instance));
    response.end(answer.body);
  }

  private static void lost(HttpServerRequest request, Throwable cause) {
    request.response().setStatusCode(502).putHeader(LOST, String.valueOf(cause.getMessage())).end();
  }

  @Override
  public void close() {
    Blocking.join(vertx.close());
  }
}
