package dev.pixelgate.function.http;

import dev.pixelgate.function.config.MetricsAccess;
import dev.pixelgate.function.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The routes that sell nothing: probes, metrics, the contract and its page.
 *
 * @param metrics who may ask for the meters
 * @param meters as text
 */
public record Pages(
    Lifecycle lifecycle, Access access, MetricsAccess metrics, Supplier<String> meters) {
  private static final String OK = "{\"status\":\"OK\"}";

  void mount(Router router) {
    get(router, "/health").handler(context -> json(context, 200, OK));
    get(router, "/health/live").handler(context -> json(context, 200, OK));
    get(router, "/health/ready").handler(this::ready);
    get(router, "/metrics").handler(this::scrape);
    page(router, "/openapi.json", "application/json");
    page(router, "/docs", "text/html; charset=utf-8");
  }

  /** Whoever may GET may HEAD. */
  private static Route get(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private void ready(RoutingContext context) {
    if (lifecycle.isReady()) {
      json(context, 200, OK);
    } else {
      json(context, 503, lifecycle.isDraining() ? status("DRAINING") : status("LOADING"));
    }
  }

  private void scrape(RoutingContext context) {
    if (metrics == MetricsAccess.OPERATOR
        && access.enterAsOperator(context.request())
            instanceof Access.Entry.Denied(Failure failure)) {
      PlainFailure.send(context, failure);
      return;
    }
    // The first time the JVM's management beans begin, some tens of milliseconds.
    context
        .vertx()
        .executeBlocking(meters::get, false)
        .onSuccess(text -> scraped(context, text))
        .onFailure(context::fail);
  }

  private static void scraped(RoutingContext context, String text) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .end(text);
  }

  private static void page(Router router, String path, String type) {
    // Read when it is asked for, which is seldom, and not in each start.
    get(router, path)
        .blockingHandler(
            context ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .end(resource(path.substring(1))),
            false);
  }

  private static Buffer resource(String name) {
    String file = name.equals("docs") ? "docs.html" : name;
    try (InputStream in =
        Objects.requireNonNull(
            Pages.class.getResourceAsStream(file), () -> "no resource " + file)) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String status(String word) {
    return "{\"status\":\"" + word + "\"}";
  }

  private static void json(RoutingContext context, int status, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON)
        .end(body);
  }
}
