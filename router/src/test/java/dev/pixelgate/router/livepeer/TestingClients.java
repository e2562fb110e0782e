package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;

/** Clients that trust everybody, and remember whom they saw. */
final class TestingClients implements Http2Clients {
  private final HttpClient plain;
  private final HttpClient tls;
  private final TestingTrust trust;

  TestingClients(Vertx vertx) {
    this(vertx, new TestingTrust());
  }

  TestingClients(Vertx vertx, TestingTrust trust) {
    this.trust = trust;
    this.plain =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    HttpClientOptions options = new HttpClientOptions();
    options
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setSsl(true)
        .setUseAlpn(true)
        .setSslEngineOptions(new OpenSSLEngineOptions())
        .setTrustOptions(TrustOptions.wrap(trust));
    this.tls = vertx.createHttpClient(options);
  }

  /** The newest certificate that was shown. */
  byte[] seen() {
    return trust.seen();
  }

  @Override
  public Future<HttpClient> to(Origin origin) {
    return Future.succeededFuture(origin.tls() ? tls : plain);
  }
}
