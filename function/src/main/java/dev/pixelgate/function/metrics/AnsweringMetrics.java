package dev.pixelgate.function.metrics;

import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.DatagramSocketMetrics;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/** These meters, but for those of HTTP servers: {@link EarlyConnections}. */
record AnsweringMetrics(VertxMetrics meters) implements VertxMetrics {
  @Override
  public @Nullable HttpServerMetrics<?, ?, ?> createHttpServerMetrics(
      HttpServerOptions options, SocketAddress local) {
    HttpServerMetrics<?, ?, ?> server = meters.createHttpServerMetrics(options, local);
    return server == null ? null : new EarlyConnections<>(server);
  }

  @Override
  public boolean isMetricsEnabled() {
    return meters.isMetricsEnabled();
  }

  @Override
  public void vertxCreated(Vertx vertx) {
    meters.vertxCreated(vertx);
  }

  @Override
  public EventBusMetrics<?> createEventBusMetrics() {
    return meters.createEventBusMetrics();
  }

  @Override
  public HttpClientMetrics<?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
    return meters.createHttpClientMetrics(options);
  }

  @Override
  public ClientMetrics<?, ?, ?> createClientMetrics(
      SocketAddress remote, String type, String namespace) {
    return meters.createClientMetrics(remote, type, namespace);
  }

  @Override
  public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress local) {
    return meters.createNetServerMetrics(options, local);
  }

  @Override
  public TCPMetrics<?> createNetClientMetrics(NetClientOptions options) {
    return meters.createNetClientMetrics(options);
  }

  @Override
  public DatagramSocketMetrics createDatagramSocketMetrics(DatagramSocketOptions options) {
    return meters.createDatagramSocketMetrics(options);
  }

  @Override
  public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
    return meters.createPoolMetrics(type, name, size);
  }

  @Override
  public void close() {
    meters.close();
  }
}
