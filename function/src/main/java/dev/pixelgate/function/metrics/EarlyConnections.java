package dev.pixelgate.function.metrics;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server's meters that take what comes over connections they have not heard of. Vert.x 5.0 binds
 * a server's port first and makes its meters then; a connection accepted in between has no metric,
 * Vert.x passes null for it with each request, and the meters of {@code vertx-micrometer-metrics}
 * throw: such a client would wait for ever. All such connections are counted as one that stays
 * until the server is closed. Any thread.
 */
final class EarlyConnections<R, W, S> implements HttpServerMetrics<R, W, S> {
  /** Nobody is asked for its address: no meter has it as a label. */
  private static final SocketAddress SOMEWHERE = SocketAddress.inetSocketAddress(0, "0.0.0.0");

  private final HttpServerMetrics<R, W, S> meters;
  private @Nullable S early;

  EarlyConnections(HttpServerMetrics<R, W, S> meters) {
    this.meters = meters;
  }

  private S known(@Nullable S socket) {
    return socket == null ? early() : socket;
  }

  private synchronized S early() {
    if (early == null) {
      early = meters.connected(SOMEWHERE, SOMEWHERE.host());
    }
    return Objects.requireNonNull(early);
  }

  @Override
  public S connected(SocketAddress remote, String name) {
    return meters.connected(remote, name);
  }

  @Override
  public void disconnected(@Nullable S socket, SocketAddress remote) {
    if (socket != null) {
      meters.disconnected(socket, remote);
    }
  }

  @Override
  public void bytesRead(@Nullable S socket, SocketAddress remote, long bytes) {
    meters.bytesRead(known(socket), remote, bytes);
  }

  @Override
  public void bytesWritten(@Nullable S socket, SocketAddress remote, long bytes) {
    meters.bytesWritten(known(socket), remote, bytes);
  }

  @Override
  public void exceptionOccurred(@Nullable S socket, SocketAddress remote, Throwable cause) {
    meters.exceptionOccurred(known(socket), remote, cause);
  }

  @Override
  public R requestBegin(@Nullable S socket, HttpRequest request) {
    return meters.requestBegin(known(socket), request);
  }

  @Override
  public R responsePushed(
      @Nullable S socket, HttpMethod method, String uri, HttpResponse response) {
    return meters.responsePushed(known(socket), method, uri, response);
  }

  @Override
  public W connected(@Nullable S socket, R request, ServerWebSocket webSocket) {
    return meters.connected(known(socket), request, webSocket);
  }

  @Override
  public void disconnected(W webSocket) {
    meters.disconnected(webSocket);
  }

  @Override
  public void requestEnd(R metric, HttpRequest request, long bytes) {
    meters.requestEnd(metric, request, bytes);
  }

  @Override
  public void requestReset(R metric) {
    meters.requestReset(metric);
  }

  @Override
  public void responseBegin(R metric, HttpResponse response) {
    meters.responseBegin(metric, response);
  }

  @Override
  public void responseEnd(R metric, HttpResponse response, long bytes) {
    meters.responseEnd(metric, response, bytes);
  }

  @Override
  public void requestRouted(R metric, String route) {
    meters.requestRouted(metric, route);
  }

  @Override
  public synchronized void close() {
    if (early != null) {
      meters.disconnected(early, SOMEWHERE);
      early = null;
    }
    meters.close();
  }
}
