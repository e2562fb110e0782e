package dev.pixelgate.router.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Fetches small documents: within a time, up to a size, without redirects and decompression.
 * Whatever the other side does, what is kept of it is no more than the limit. For any number of
 * event loops.
 */
public final class Documents {
  private static final int CONNECTIONS = 4;

  private final Vertx vertx;
  private final HttpClientOptions options =
      new HttpClientOptions().setDecompressionSupported(false).setKeepAliveTimeout(4);
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
    this.vertx = vertx;
    authority.ifPresent(
        pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
  }

  /**
   * Gets one; never fails.
   *
   * @param timeout for all of it
   * @param maxBytes of its body
   */
  public Future<Answer> get(URI url, Optional<BearerToken> token, Duration timeout, int maxBytes) {
    return new Get(maxBytes).start(options(url, token), timeout);
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
      PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS);
      client = Optional.of(vertx.createHttpClient(options, pool));
    }
    return Future.succeededFuture(client.get());
  }

  private static RequestOptions options(URI url, Optional<BearerToken> token) {
    Origin origin = Origin.of(url);
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setSsl(origin.tls())
            .setHost(origin.hostHeader())
            .setPort(origin.port())
            .setFollowRedirects(false)
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "pixelgate");
    origin.address().ifPresent(options::setServer);
    token.ifPresent(secret -> options.putHeader("Authorization", "Bearer " + secret.secret()));
    return options;
  }

  /** One exchange. Confined to one event loop. */
  private final class Get {
    private final int maxBytes;
    private final Promise<Answer> answer = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private boolean whole;

    Get(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    Future<Answer> start(RequestOptions options, Duration timeout) {
      options.setConnectTimeout(Math.max(1, timeout.toMillis()));
      long timer = vertx.setTimer(Math.max(1, timeout.toMillis()), late -> tooLate());
      client().compose(http -> http.request(options)).onSuccess(this::send).onFailure(this::broken);
      return answer.future().onComplete(ended -> vertx.cancelTimer(timer));
    }

    private void tooLate() {
      broken(new TimeoutException());
    }

    private void send(HttpClientRequest request) {
      answer.future().onComplete(ended -> giveUp(request));
      if (!answer.future().isComplete()) {
        request.send().onSuccess(this::read).onFailure(this::broken);
      }
    }

    private void giveUp(HttpClientRequest request) {
      if (!whole) {
        request.reset();
      }
    }

    private void read(HttpClientResponse response) {
      response
          .handler(this::take)
          .exceptionHandler(this::broken)
          .endHandler(end -> end(response.statusCode()));
    }

    private void end(int status) {
      whole = true;
      answer.tryComplete(new Answer.Document(status, body));
    }

    private void take(Buffer chunk) {
      if (body.length() + chunk.length() <= maxBytes) {
        body.appendBuffer(chunk);
      } else {
        answer.tryComplete(new Answer.Failed("answered more than " + maxBytes + " bytes"));
      }
    }

    private void broken(Throwable failure) {
      answer.tryComplete(new Answer.Failed(TransportFailure.phrase(failure)));
    }
  }
}
