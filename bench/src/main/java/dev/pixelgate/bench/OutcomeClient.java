package dev.pixelgate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;

/**
 * What comes of requests while orchestrators misbehave: how many brought a picture, and how long
 * all took. Arguments: name, clients, requests, the gateway's URL of {@code /upscale}.
 */
public final class OutcomeClient {
  private OutcomeClient() {}

  /** Prints one line. */
  public static void main(String[] arguments) {
    int clients = Integer.parseInt(arguments[1]);
    int requests = Integer.parseInt(arguments[2]);
    Round round =
        new Round(
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .createHttpClient(new PoolOptions().setHttp1MaxSize(clients)),
            URI.create(arguments[3]),
            UpscaleForm.body(),
            requests);
    int failed = round.run(clients).await();
    System.out.printf(
        "%-34s clients=%d requests=%d pictures=%d (%.1f %%) p50_ms=%.1f p99_ms=%.1f max_ms=%.1f%n",
        arguments[0],
        clients,
        requests,
        requests - failed,
        100.0 * (requests - failed) / requests,
        round.within(0.5),
        round.within(0.99),
        round.within(1));
    System.exit(0);
  }
}
