package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Trusts the certificate that an orchestrator shows now, whatever it is: {@code pixelgate trust
 * HOST:PORT}. Running gateways take it at their next attempt after a refusal.
 */
public final class Trusting {
  private final Vertx vertx;
  private final PinStore store;

  /**
   * What came of it.
   *
   * @param hostPort as the pin is kept for
   * @param before what was trusted until now, if anything
   */
  public record Trusted(String hostPort, Pin pin, Optional<Pin> before) {
    /** Whether another key was trusted before. */
    public boolean isChanged() {
      return before.isPresent() && !before.get().equals(pin);
    }
  }

  public Trusting(Vertx vertx, PinStore store) {
    this.vertx = vertx;
    this.store = store;
  }

  /**
   * Connects once, and saves the pin when the handshake has shown that the key is there. Fails if
   * there is no connection within this time or the store cannot be written.
   *
   * @param origin an https one
   */
  public Future<Trusted> trust(Origin origin, Duration timeout) {
    if (!origin.tls()) {
      throw new IllegalArgumentException("there is no certificate at " + Pins.name(origin));
    }
    return shown(origin, timeout)
        .compose(
            pin ->
                store
                    .find(Pins.name(origin))
                    .compose(
                        before ->
                            store
                                .save(Pins.name(origin), pin)
                                .map(new Trusted(Pins.name(origin), pin, before))));
  }

  private Future<Pin> shown(Origin origin, Duration timeout) {
    String name = Pins.name(origin);
    Pins unknown = new Pins(new Forgetful());
    NetClientOptions options = new NetClientOptions();
    options
        .setSsl(true)
        .setHostnameVerificationAlgorithm("")
        .setSslEngineOptions(new OpenSSLEngineOptions())
        .setTrustOptions(TrustOptions.wrap(new PinTrust(unknown, true, changed -> {})));
    NetClient client = vertx.createNetClient(options);
    return unknown
        .load(name)
        .compose(loaded -> client.connect(origin.port(), origin.host()))
        .timeout(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS)
        .map(socket -> unknown.find(name).flatMap(Pins.Entry::pin).orElseThrow())
        .eventually(client::close);
  }

  /** Knows nobody and keeps nothing: the pin is saved when the handshake is over. */
  private static final class Forgetful implements PinStore {
    @Override
    public Future<Optional<Pin>> find(String hostPort) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Void> save(String hostPort, Pin pin) {
      return Future.succeededFuture();
    }
  }
}
