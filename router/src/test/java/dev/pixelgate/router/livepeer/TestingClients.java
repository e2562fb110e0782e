package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;

/** One client for orchestrators without TLS. */
final class TestingClients implements Http2Clients {
  private final HttpClient client;

  TestingClients(Vertx vertx) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
  }

  @Override
  public Future<HttpClient> to(Origin origin) {
    return Future.succeededFuture(client);
  }
}
