package dev.pixelgate.function.s3;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.Optional;

/**
 * Connections to a bucket. Readers of pictures may be slow, and whoever has the URL of one may be
 * many of them: they have connections of their own, so that what is bought is never kept waiting.
 * Any thread.
 */
final class Connections {
  private static final int FOR_WORK = 64;
  private static final int FOR_READERS = 64;

  /** Amazon closes after some 20 s of silence. */
  private static final int KEPT_SECONDS = 15;

  private final Vertx vertx;
  private final HttpClient work;
  private Optional<HttpClient> readers = Optional.empty();

  Connections(Vertx vertx) {
    this.vertx = vertx;
    this.work = client(FOR_WORK);
  }

  private HttpClient client(int most) {
    return vertx.createHttpClient(
        new HttpClientOptions().setDecompressionSupported(false).setKeepAliveTimeout(KEPT_SECONDS),
        new PoolOptions().setHttp1MaxSize(most));
  }

  /** For what goes as fast as the bucket and we can. */
  HttpClient forWork() {
    return work;
  }

  /** For what goes as fast as somebody reads. */
  synchronized HttpClient forReaders() {
    HttpClient made = readers.orElseGet(() -> client(FOR_READERS));
    readers = Optional.of(made);
    return made;
  }

  /** Closes every one. */
  synchronized Future<Void> close() {
    Future<Void> closed = readers.map(HttpClient::close).orElseGet(Future::succeededFuture);
    return closed.transform(ended -> work.close());
  }
}
