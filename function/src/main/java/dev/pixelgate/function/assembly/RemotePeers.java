package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Charged;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.OrchestratorSettings;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.airunner.AiRunnerOrchestrator;
import dev.pixelgate.router.airunner.AiRunnerPeer;
import dev.pixelgate.router.airunner.AiRunnerSettings;
import dev.pixelgate.router.discovery.ConfiguredPeer;
import dev.pixelgate.router.discovery.PeerAddress;
import dev.pixelgate.router.exchange.BearerToken;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.exchange.GoogleIdentity;
import dev.pixelgate.router.gateway.GatewayPeer;
import dev.pixelgate.router.health.HealthBoard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the orchestrators that are elsewhere, and holds what they share. */
final class RemotePeers {
  private final Vertx vertx;
  private final Configuration configuration;
  private final InstantSource clock;
  private final HealthBoard health;
  private final LivepeerOrchestrators livepeer;
  private final Documents documents;
  private final List<Documents> ofAuthorities = new ArrayList<>();

  RemotePeers(
      Vertx vertx,
      Configuration configuration,
      InstantSource clock,
      HealthBoard health,
      LivepeerOrchestrators livepeer) {
    this.vertx = vertx;
    this.configuration = configuration;
    this.clock = clock;
    this.health = health;
    this.livepeer = livepeer;
    this.documents = new Documents(vertx, Optional.empty());
  }

  /** Fetches from whoever needs no authority of his own. */
  Documents documents() {
    return documents;
  }

  /** Everybody whom the configuration names. */
  List<ConfiguredPeer> configured() {
    return configuration.orchestrators().stream().map(this::configured).toList();
  }

  /** One whom nobody configured: only Livepeer orchestrators are named by others. */
  Peer found(PeerAddress address) {
    return livepeer.found(address);
  }

  private ConfiguredPeer configured(OrchestratorSettings settings) {
    return switch (settings.kind()) {
      case AI_RUNNER -> runner(settings);
      case PIXELGATE -> new ConfiguredPeer(gateway(settings), settings.url(), List.of());
      case LIVEPEER -> livepeer.configured(settings);
    };
  }

  private GatewayPeer gateway(OrchestratorSettings settings) {
    return new GatewayPeer(
        vertx,
        http(settings),
        orchestrator -> seller(orchestrator, settings.charged()),
        configuration.discovery().timeout(),
        documents(settings),
        (name, pipeline, agreed, charged) ->
            // After the attempt was counted as served, which it was.
            vertx.runOnContext(counted -> health.brokeItsWord(name, pipeline)));
  }

  private ConfiguredPeer runner(OrchestratorSettings settings) {
    List<Offer> offers =
        settings.offers().stream().map(offer -> offer.of(settings.name())).toList();
    AiRunnerSettings runner = http(settings);
    AiRunnerPeer peer =
        new AiRunnerPeer(
            runner,
            seller(new AiRunnerOrchestrator(vertx, runner), settings.charged()),
            offers,
            configuration.discovery().timeout(),
            documents(settings));
    return new ConfiguredPeer(peer, settings.url(), offers);
  }

  private AiRunnerSettings http(OrchestratorSettings settings) {
    AiRunnerSettings runner =
        AiRunnerSettings.of(
            settings.name(),
            settings.url(),
            settings.token().map(secret -> new BearerToken(secret.value())),
            configuration.discovery().allowPrivate());
    AiRunnerSettings trusting = settings.ca().map(runner::trusting).orElse(runner);
    return settings
        .googleIdToken()
        .map(shown -> new GoogleIdentity(documents, shown.metadata(), shown.audience(), clock))
        .map(trusting::identifiedBy)
        .orElse(trusting);
  }

  private Seller seller(Orchestrator orchestrator, Charged charged) {
    return new Seller(
        orchestrator,
        charged == Charged.ON_DISPATCH ? Owing.ON_DISPATCH : Owing.ON_SUCCESS,
        configuration.attempts().deadline());
  }

  private Documents documents(OrchestratorSettings settings) {
    if (settings.ca().isEmpty()) {
      return documents;
    }
    Documents own = new Documents(vertx, settings.ca());
    ofAuthorities.add(own);
    return own;
  }

  Future<?> close() {
    List<Future<?>> ends = new ArrayList<>(List.of(documents.close(), livepeer.close()));
    ofAuthorities.forEach(one -> ends.add(one.close()));
    return Future.join(ends);
  }
}
