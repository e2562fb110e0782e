package dev.pixelgate.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A number of requests by clients that each send the next one when they have their answer. */
final class Round {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final HttpClient client;
  private final RequestOptions request;
  private final Buffer body;
  private final AtomicInteger left;
  private final AtomicInteger failures = new AtomicInteger();

  Round(HttpClient client, URI url, Buffer body, int requests) {
    this.client = client;
    this.body = body;
    this.left = new AtomicInteger(requests);
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.toString())
            .putHeader(HttpHeaders.CONTENT_TYPE, UpscaleForm.CONTENT_TYPE)
            .setIdleTimeout(TIMEOUT_MILLIS);
  }

  /** Runs it; answers how many requests failed. */
  Future<Integer> run(int clients) {
    List<Future<Void>> loops = IntStream.range(0, clients).mapToObj(n -> loop()).toList();
    return Future.all(loops).map(done -> failures.get());
  }

  private Future<Void> loop() {
    if (left.getAndDecrement() <= 0) {
      return Future.succeededFuture();
    }
    return client
        .request(request)
        .compose(this::send)
        .onFailure(e -> failures.incrementAndGet())
        .transform(one -> loop());
  }

  private Future<Void> send(HttpClientRequest open) {
    return open.send(body)
        .compose(response -> response.body().map(bytes -> isPicture(response.statusCode(), bytes)))
        .compose(good -> good ? Future.succeededFuture() : Future.failedFuture("not a picture"));
  }

  private static boolean isPicture(int status, Buffer answer) {
    return status == 200 && answer.toString().startsWith("{\"images\":[{\"url\":");
  }
}
