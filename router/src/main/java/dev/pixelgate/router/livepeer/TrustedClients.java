package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.util.List;

/**
 * The clients for all orchestrators of one {@link TlsMode}. One TLS client has a pool of
 * connections for each orchestrator; a client for each would cost 0.2 to 0.5 ms of CPU and 20 KiB
 * more (1,000 nodes, 3.4 and 3.9 ms for a first connection). A resumed session is not judged anew,
 * so modes share nothing.
 */
public final class TrustedClients implements Http2Clients {
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  private static final int KEEP_ALIVE_SECONDS = 55;

  /** For HTTP/1.1; a real orchestrator speaks HTTP/2, and then one connection is all. */
  private static final int CONNECTIONS = 512;

  private final TlsMode mode;
  private final Pins pins;
  private final HttpClient tls;
  private final HttpClient h2c;
  private final HttpClient http;

  /**
   * Those of one mode.
   *
   * @param pins may be shared by several
   * @param watch hears of changes in mode follow
   */
  public TrustedClients(Vertx vertx, TlsMode mode, Pins pins, CertificateWatch watch) {
    this.mode = mode;
    this.pins = pins;
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS);
    this.tls = vertx.createHttpClient(secure(mode, pins, watch), pool);
    this.h2c = vertx.createHttpClient(http2().setHttp2ClearTextUpgrade(false), pool);
    this.http = vertx.createHttpClient(options(), pool);
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions()
        .setDecompressionSupported(false)
        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS);
  }

  private static HttpClientOptions http2() {
    return options().setProtocolVersion(HttpVersion.HTTP_2);
  }

  private static HttpClientOptions secure(TlsMode mode, Pins pins, CertificateWatch watch) {
    HttpClientOptions options = http2().setSsl(true).setUseAlpn(true);
    return switch (mode) {
      case VERIFY -> options.setVerifyHost(true);
      case FOLLOW -> pinned(options, new PinTrust(pins, false, watch));
      case STRICT -> pinned(options, new PinTrust(pins, true, watch));
    };
  }

  /** The JDK's engine cannot read the certificates that pins are for. */
  private static HttpClientOptions pinned(HttpClientOptions options, PinTrust trust) {
    return options
        .setSslEngineOptions(new OpenSSLEngineOptions())
        .setTrustOptions(TrustOptions.wrap(trust))
        .setVerifyHost(false);
  }

  @Override
  public Future<HttpClient> to(Origin origin) {
    return origin.tls() ? judging(origin) : Future.succeededFuture(h2c);
  }

  /** For jobs and results: HTTP/2 or HTTP/1.1 by ALPN, and HTTP/1.1 where there is no TLS. */
  public Future<HttpClient> forJobs(Origin origin) {
    return origin.tls() ? judging(origin) : Future.succeededFuture(http);
  }

  private Future<HttpClient> judging(Origin origin) {
    if (mode == TlsMode.STRICT) {
      pins.hold(origin);
    }
    return mode == TlsMode.VERIFY
        ? Future.succeededFuture(tls)
        : pins.load(Pins.name(origin)).map(tls);
  }

  /** Closes every connection. */
  public Future<Void> close() {
    return Future.join(List.of(tls.close(), h2c.close(), http.close())).mapEmpty();
  }
}
