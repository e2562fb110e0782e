package dev.pixelgate.router.airunner;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An ai-runner on a port of its own that answers as it is told. */
final class TestingRunner {
  /** A request that arrived whole. */
  record Received(HttpServerRequest request, Buffer body) {}

  private final HttpServer server;
  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  private TestingRunner(HttpServer server) {
    this.server = server;
  }

  /** Answers each request once its body is there. */
  static Future<TestingRunner> start(Vertx vertx, Handler<HttpServerRequest> answer) {
    return startRaw(
        vertx,
        (runner, request) ->
            request
                .body()
                .onSuccess(
                    body -> {
                      runner.received.add(new Received(request, body));
                      answer.handle(request);
                    }));
  }

  interface Raw {
    void handle(TestingRunner runner, HttpServerRequest request);
  }

  /** Hands each request over as soon as its head is there. */
  static Future<TestingRunner> startRaw(Vertx vertx, Raw answer) {
    HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"));
    TestingRunner runner = new TestingRunner(server);
    return server
        .connectionHandler(connection -> runner.connections.incrementAndGet())
        .requestHandler(request -> answer.handle(runner, request))
        .listen(0)
        .map(runner);
  }

  static Handler<HttpServerRequest> answering(int status, String json) {
    return request ->
        request
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .end(json);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return server.actualPort();
  }

  List<Received> received() {
    return received;
  }

  Future<Void> close() {
    return server.close();
  }

  int connections() {
    return connections.get();
  }
}
