package dev.pixelgate.function.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A bug of the first day: a client that connected in the millisecond in which the server began to
 * listen was never answered.
 */
@Timeout(60)
class EarlyConnectionsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final VertxMetricsFactory meters = new VertxMeters(registry);

  /** As Vert.x when each connection comes before the meters: none has a metric. */
  private final Vertx vertx =
      Vertx.builder()
          .with(
              new VertxOptions().setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
          .withMetrics(options -> forgetful(meters.metrics(options)))
          .build();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void answersAClientThatConnectedBeforeThereWereMeters(HttpVersion version) throws Exception {
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.response().end("here"))
                .listen(0, "127.0.0.1"));
    for (int i = 0; i < 2; i++) {
      assertEquals("here", await(ask(version, server.actualPort())));
    }
    assertTrue(registry.scrape().contains("vertx_http_server_requests_total"), registry::scrape);
    await(server.close());
    // They counted as one connection, which ended with the server.
    assertEquals(0, registry.get("vertx.http.server.active.connections").gauge().value());
  }

  private Future<String> ask(HttpVersion version, int port) {
    HttpClientOptions options =
        new HttpClientOptions().setProtocolVersion(version).setKeepAlive(false);
    return vertx
        .createHttpClient(options)
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send())
        .compose(answer -> answer.body())
        .map(body -> body.toString());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static VertxMetrics forgetful(VertxMetrics meters) {
    return proxy(
        VertxMetrics.class,
        (method, arguments) -> {
          Object made = invoke(method, meters, arguments);
          return method.getName().equals("createHttpServerMetrics") ? deaf(made) : made;
        });
  }

  /** Server's meters that are told of no connection. */
  private static HttpServerMetrics<?, ?, ?> deaf(Object meters) {
    return proxy(
        HttpServerMetrics.class,
        (method, arguments) ->
            method.getName().equals("connected") ? null : invoke(method, meters, arguments));
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.of(method, arguments)));
  }

  private static Object invoke(Method method, Object on, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private interface Call {
    Object of(Method method, Object[] arguments) throws Throwable;
  }
}
