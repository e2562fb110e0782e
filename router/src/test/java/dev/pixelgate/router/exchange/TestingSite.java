package dev.pixelgate.router.exchange;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A web site on a port of its own, on this machine only, that answers as it is told. */
public final class TestingSite {
  private final HttpServer server;
  private final List<HttpServerRequest> requests = Collections.synchronizedList(new ArrayList<>());

  private TestingSite(HttpServer server) {
    this.server = server;
  }

  /** Starts one. */
  public static Future<TestingSite> start(Vertx vertx, Handler<HttpServerRequest> answer) {
    HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"));
    TestingSite site = new TestingSite(server);
    return server
        .requestHandler(
            request -> {
              site.requests.add(request);
              answer.handle(request);
            })
        .listen(0)
        .map(site);
  }

  /** Always this. */
  public static Handler<HttpServerRequest> answering(int status, String body) {
    return request -> request.response().setStatusCode(status).end(body);
  }

  /** Bytes without end, as fast as they are read. */
  public static Handler<HttpServerRequest> endless() {
    return request -> {
      request.response().setChunked(true);
      pour(request);
    };
  }

  private static void pour(HttpServerRequest request) {
    request.response().write("x".repeat(64 << 10)).onSuccess(written -> pour(request));
  }

  /** Where it is. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  /** What came, in order. */
  public List<HttpServerRequest> requests() {
    return requests;
  }
}
