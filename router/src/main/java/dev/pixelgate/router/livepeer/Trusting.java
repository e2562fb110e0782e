package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.discovery.PeerAddress;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.TransportFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Trusts what an orchestrator shows now, whatever was trusted before. */
public final class Trusting {
  private final Vertx vertx;
  private final PinStore pins;
  private final Duration timeout;

  /**
   * Nothing is trusted yet.
   *
   * @param timeout for the connection, and again for the handshake
   */
  public Trusting(Vertx vertx, PinStore pins, Duration timeout) {
    this.vertx = vertx;
    this.pins = pins;
    this.timeout = timeout;
  }

  /**
   * Connects once, sends nothing, and keeps the pin of the certificate that was shown.
   *
   * @param url https
   * @return fails when the pins cannot be read or kept
   */
  public Future<TrustResult> trust(URI url) {
    String hostPort = PeerAddress.hostPort(url);
    if (!OpenSSLEngineOptions.isAvailable()) {
      return notSeen(hostPort, "cannot be asked: there is no OpenSSL for this platform");
    }
    Witness witness = new Witness();
    return connect(Origin.of(url), witness)
        .transform(
            ended ->
                ended.failed()
                    ? notSeen(hostPort, TransportFailure.phrase(ended.cause()))
                    : witness
                        .seen()
                        .map(pin -> keep(hostPort, pin))
                        .orElseGet(() -> notSeen(hostPort, "showed no certificate")));
  }

  private static Future<TrustResult> notSeen(String hostPort, String reason) {
    return Future.succeededFuture(new TrustResult.NotSeen(hostPort, reason));
  }

  /** Succeeds when the handshake is complete: only then the server has proved to have the key. */
  private Future<Void> connect(Origin origin, Witness witness) {
    NetClientOptions options = new NetClientOptions();
    options
        .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
        .setSsl(true)
        .setHostnameVerificationAlgorithm("")
        .setSslEngineOptions(new OpenSSLEngineOptions())
        .setTrustOptions(TrustOptions.wrap(witness))
        .setSslHandshakeTimeout(timeout.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    NetClient client = vertx.createNetClient(options);
    return client.connect(origin.port(), origin.host()).<Void>mapEmpty().eventually(client::close);
  }

  private Future<TrustResult> keep(String hostPort, Pin now) {
    return pins.find(hostPort)
        .compose(
            before ->
                pins.save(hostPort, now)
                    .map(kept -> new TrustResult.Trusted(hostPort, now, before)));
  }
}
