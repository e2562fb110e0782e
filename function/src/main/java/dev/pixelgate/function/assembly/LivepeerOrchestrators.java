package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Charged;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.OrchestratorSettings;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.discovery.ConfiguredPeer;
import dev.pixelgate.router.discovery.PeerAddress;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.livepeer.CertificateWatch;
import dev.pixelgate.router.livepeer.Destinations;
import dev.pixelgate.router.livepeer.LivepeerHttp;
import dev.pixelgate.router.livepeer.LivepeerOrchestrator;
import dev.pixelgate.router.livepeer.LivepeerPeers;
import dev.pixelgate.router.livepeer.LivepeerSettings;
import dev.pixelgate.router.livepeer.PinStore;
import dev.pixelgate.router.livepeer.Pins;
import dev.pixelgate.router.livepeer.Sessions;
import dev.pixelgate.router.livepeer.TlsMode;
import dev.pixelgate.router.livepeer.TrustedClients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the orchestrators of kind livepeer, those that were found too, and holds the connections
 * that they share, for each way to judge certificates. Where there is none, nothing is made.
 */
final class LivepeerOrchestrators {
  private final Vertx vertx;
  private final Configuration configuration;
  private final InstantSource clock;
  private final Pins pins;
  private final GatewayPayments payments;
  private final CertificateWatch watch;
  private final Map<String, OrchestratorSettings> byAddress = new HashMap<>();
  private final Map<TlsMode, LivepeerPeers> peers = new EnumMap<>(TlsMode.class);
  private final List<OpenedLater> opened = new ArrayList<>();

  /**
   * None yet.
   *
   * @param watch hears the name of a configured orchestrator, the address of a found one
   */
  LivepeerOrchestrators(
      Vertx vertx,
      Configuration configuration,
      InstantSource clock,
      PinStore pins,
      GatewayPayments payments,
      CertificateWatch watch) {
    this.vertx = vertx;
    this.configuration = configuration;
    this.clock = clock;
    this.pins = new Pins(pins);
    this.payments = payments;
    this.watch = watch;
  }

  /** One that the configuration names: it is sold when it has answered. */
  ConfiguredPeer configured(OrchestratorSettings settings) {
    byAddress.put(PeerAddress.hostPort(settings.url()), settings);
    if (settings.tls() == TlsMode.STRICT) {
      pins.hold(Origin.of(settings.url()));
    }
    List<Offer> offers =
        settings.offers().stream().map(offer -> offer.of(settings.name())).toList();
    Peer peer =
        peers(settings.tls())
            .configured(new LivepeerSettings(settings.name(), settings.url(), offers, timeout()));
    return new ConfiguredPeer(peer, settings.url(), List.of());
  }

  /** One that a list or another orchestrator names. */
  Peer found(PeerAddress address) {
    return peers(TlsMode.FOLLOW)
        .found(new LivepeerSettings(address.name(), address.url(), List.of(), timeout()));
  }

  private Duration timeout() {
    return configuration.discovery().timeout();
  }

  private LivepeerPeers peers(TlsMode mode) {
    return peers.computeIfAbsent(mode, this::make);
  }

  private LivepeerPeers make(TlsMode mode) {
    boolean anywhere = configuration.discovery().allowPrivate();
    OpenedLater clients = new OpenedLater(mode);
    opened.add(clients);
    LivepeerHttp http = LivepeerHttp.of(vertx, origin -> clients.get().forJobs(origin), anywhere);
    return new LivepeerPeers(
        vertx,
        clock,
        origin -> clients.get().to(origin),
        anywhere
            ? Destinations.ANY
            : Destinations.publicOnly(HostResolver.system(vertx, timeout())),
        payments.get(),
        (settings, sessions, destinations) -> seller(settings, sessions, http));
  }

  private Seller seller(LivepeerSettings settings, Sessions sessions, LivepeerHttp http) {
    return new Seller(
        new LivepeerOrchestrator(settings.name(), sessions, payments.get(), http),
        owing(PeerAddress.hostPort(settings.base())),
        configuration.attempts().deadline());
  }

  private Owing owing(String hostPort) {
    return Optional.ofNullable(byAddress.get(hostPort))
        .filter(known -> known.charged() == Charged.ON_SUCCESS)
        .map(known -> Owing.ON_SUCCESS)
        .orElse(Owing.UNLESS_ERROR);
  }

  private void changed(String hostPort) {
    OrchestratorSettings known = byAddress.get(hostPort);
    watch.changed(known == null ? hostPort : known.name());
  }

  Future<?> close() {
    return Future.join(opened.stream().map(OpenedLater::close).toList());
  }

  /** Opened by the first who needs it: OpenSSL is loaded then, beside the start of the server. */
  private final class OpenedLater {
    private final TlsMode mode;
    private Optional<TrustedClients> clients = Optional.empty();

    OpenedLater(TlsMode mode) {
      this.mode = mode;
    }

    synchronized TrustedClients get() {
      if (clients.isEmpty()) {
        clients =
            Optional.of(new TrustedClients(vertx, mode, pins, LivepeerOrchestrators.this::changed));
      }
      return clients.get();
    }

    synchronized Future<Void> close() {
      return clients.map(TrustedClients::close).orElseGet(Future::succeededFuture);
    }
  }
}
