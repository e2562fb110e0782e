package dev.pixelgate.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A number of requests by clients that each send the next one when they have their answer. */
final class Round {
  /** As published clients have it. */
  private static final int TIMEOUT_MILLIS = 60_000;

  /** Of the account that asks, where there are accounts. */
  private static final @Nullable String KEY = System.getenv("BENCH_KEY");

  private final HttpClient client;
  private final RequestOptions request;
  private final Buffer body;
  private final AtomicInteger toStart;
  private final AtomicInteger toEnd;
  private final AtomicInteger failures = new AtomicInteger();
  private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
  private final Promise<Integer> end = Promise.promise();

  Round(HttpClient client, URI url, Buffer body, int requests) {
    this.client = client;
    this.body = body;
    this.toStart = new AtomicInteger(requests);
    this.toEnd = new AtomicInteger(requests);
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.toString())
            .putHeader(HttpHeaders.CONTENT_TYPE, UpscaleForm.CONTENT_TYPE)
            .setIdleTimeout(TIMEOUT_MILLIS);
    if (KEY != null) {
      request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + KEY);
    }
  }

  /** Runs it; answers how many requests failed. */
  Future<Integer> run(int clients) {
    for (int i = 0; i < clients; i++) {
      next();
    }
    return end.future();
  }

  /** A call from the end of the last one, not a chain of futures: those end in one deep stack. */
  private void next() {
    if (toStart.getAndDecrement() > 0) {
      long start = System.nanoTime();
      client
          .request(request)
          .compose(this::send)
          .onFailure(e -> failures.incrementAndGet())
          .onComplete(
              one -> {
                millis.add((System.nanoTime() - start) / 1e6);
                ended();
              });
    }
  }

  /** Milliseconds within which this part of the requests ended. */
  double within(double part) {
    List<Double> sorted = millis.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
  }

  private void ended() {
    if (toEnd.decrementAndGet() == 0) {
      end.complete(failures.get());
    } else {
      next();
    }
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
