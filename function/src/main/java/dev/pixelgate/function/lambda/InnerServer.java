package dev.pixelgate.function.lambda;

import dev.pixelgate.function.config.DurationText;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's server in this process, behind its socket. Each request has a connection of its
 * own: none can have died while the process stood still, and it costs no more than one that is kept
 * (0.35 ms either way, with a form of 20 kB, on a busy machine).
 */
final class InnerServer {
  private static final String DEADLINE = "Pixelgate-Deadline";
  private static final String OWN_ROUTES = "/v1/";
  private static final int PORT_OF_HTTPS = 443;

  private final SocketAddress socket;
  private final HttpClient client;

  InnerServer(Vertx vertx, Path socket, int concurrency) {
    this.socket = SocketAddress.domainSocketAddress(socket.toString());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false).setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(concurrency));
  }

  /** A connection and the head of this request, which is to be done within {@code limit}. */
  Future<HttpClientRequest> open(HttpEvent event, Duration limit) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(event.headers());
    if (takesDeadline(event) && !isWithin(headers.get(DEADLINE), limit)) {
      headers.set(DEADLINE, limit.toMillis() + " ms");
    }
    return client
        .request(
            new RequestOptions()
                .setServer(socket)
                .setHost(headers.get(HttpHeaders.HOST))
                .setPort(PORT_OF_HTTPS)
                .setMethod(event.method())
                .setURI(event.target()))
        .map(request -> withHeaders(request, headers, event));
  }

  private static HttpClientRequest withHeaders(
      HttpClientRequest request, MultiMap headers, HttpEvent event) {
    request.headers().setAll(headers);
    if (event.body().length() > 0 || event.method().equals(HttpMethod.POST)) {
      request.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(event.body().length()));
    }
    return request;
  }

  /** Pipelines do; the gateway's own routes refuse the header. */
  private static boolean takesDeadline(HttpEvent event) {
    return event.method().equals(HttpMethod.POST) && !event.target().startsWith(OWN_ROUTES);
  }

  /** What is no duration is the client's mistake, and is passed on to be refused. */
  private static boolean isWithin(@Nullable String asked, Duration limit) {
    if (asked == null) {
      return false;
    }
    try {
      return DurationText.parse(asked).compareTo(limit) <= 0;
    } catch (IllegalArgumentException mistake) {
      return true;
    }
  }

  Future<Void> close() {
    return client.close();
  }
}
