package dev.pixelgate.router.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches small documents: within a time, up to a size, without redirects and decompression.
 * Whatever the other side does, what is kept of it is no more than the limit. For any number of
 * event loops.
 */
public final class Documents {
  private static final int CONNECTIONS = 4;
  private static final int KEPT_SECONDS = 4;

  private final Vertx vertx;
  private final int connections;
  private final HttpClientOptions options =
      new HttpClientOptions().setDecompressionSupported(false);
  private Optional<HttpClient> client = Optional.empty();
  private boolean closed;

  /** What came of it. */
  public sealed interface Answer {
    /** An answer of any status, whole. */
    record Document(int status, Buffer body) implements Answer {}

    /** None, or not within the limits; a phrase after the name of who was asked. */
    record Failed(String problem) implements Answer {}
  }

  /** Checks certificates as the JDK does, or against the authorities in this PEM file. */
  public Documents(Vertx vertx, Optional<Path> authority) {
    this(vertx, CONNECTIONS, KEPT_SECONDS);
    authority.ifPresent(
        pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
  }

  /**
   * Checks certificates as the JDK does.
   *
   * @param connections at a time with one origin
   * @param keptSeconds how long one is kept that nobody uses
   */
  public Documents(Vertx vertx, int connections, int keptSeconds) {
    this.vertx = vertx;
    this.connections = connections;
    options.setKeepAliveTimeout(keptSeconds);
  }

  /**
   * Gets one; never fails.
   *
   * @param timeout for all of it
   * @param maxBytes of its body
   */
  public Future<Answer> get(URI url, Optional<BearerToken> token, Duration timeout, int maxBytes) {
    return get(url, bearer(token), timeout, maxBytes);
  }

  /** The same, from one whose platform asks who this gateway is. */
  public Future<Answer> get(
      URI url, Optional<BearerToken> token, Identity identity, Duration timeout, int maxBytes) {
    return identity
        .headers()
        .compose(
            proof -> {
              Map<String, String> headers = new HashMap<>(proof);
              headers.putAll(bearer(token));
              return get(url, headers, timeout, maxBytes);
            })
        .otherwise(none -> new Answer.Failed(String.valueOf(none.getMessage())));
  }

  /** The same with these headers; an {@code Accept} among them holds. */
  public Future<Answer> get(URI url, Map<String, String> headers, Duration timeout, int maxBytes) {
    RequestOptions options = options(HttpMethod.GET, url);
    headers.forEach(options::putHeader);
    return DocumentCall.ask(vertx, client(), options, Buffer.buffer(), timeout, maxBytes);
  }

  private static Map<String, String> bearer(Optional<BearerToken> token) {
    return token
        .map(secret -> Map.of("Authorization", "Bearer " + secret.secret()))
        .orElseGet(Map::of);
  }

  /**
   * Posts JSON and gets what is answered; never fails.
   *
   * @param headers beside those of the body
   * @param timeout for all of it
   * @param maxBytes of the answer's body
   */
  public Future<Answer> post(
      URI url, Map<String, String> headers, Buffer json, Duration timeout, int maxBytes) {
    RequestOptions options =
        options(HttpMethod.POST, url).putHeader("Content-Type", "application/json");
    headers.forEach(options::putHeader);
    return DocumentCall.ask(vertx, client(), options, json, timeout, maxBytes);
  }

  /** Closes every connection. */
  public synchronized Future<Void> close() {
    closed = true;
    return client.map(HttpClient::close).orElseGet(Future::succeededFuture);
  }

  /** Made with the first question: 40 ms of a start are not spent on what is needed later. */
  private synchronized Future<HttpClient> client() {
    if (closed) {
      return Future.failedFuture(new IOException("closed"));
    }
    if (client.isEmpty()) {
      PoolOptions pool = new PoolOptions().setHttp1MaxSize(connections);
      client = Optional.of(vertx.createHttpClient(options, pool));
    }
    return Future.succeededFuture(client.get());
  }

  private static RequestOptions options(HttpMethod method, URI url) {
    Origin origin = Origin.of(url);
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setSsl(origin.tls())
            .setHost(origin.hostHeader())
            .setPort(origin.port())
            .setFollowRedirects(false)
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "pixelgate");
    origin.address().ifPresent(options::setServer);
    return options;
  }
}
