package dev.pixelgate.router.gateway;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.airunner.AiRunnerOrchestrator;
import dev.pixelgate.router.airunner.AiRunnerSettings;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.exchange.Documents.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Another Pixelgate in the market: it lists its prices, and takes jobs like an ai-runner. */
public final class GatewayPeer implements Peer {
  /** 10,000 offers are 3 to 6 MB. */
  private static final int MAX_BYTES = 8 << 20;

  private static final int OK = 200;

  private final AiRunnerSettings settings;
  private final Seller seller;
  private final Duration timeout;
  private final Documents documents;

  /**
   * One of them.
   *
   * @param settings with a key of ours there as its token
   * @param terms how it is bought from
   * @param timeout for its price list
   * @param documents fetches it; may be shared
   */
  public GatewayPeer(
      Vertx vertx,
      AiRunnerSettings settings,
      Function<Orchestrator, Seller> terms,
      Duration timeout,
      Documents documents,
      OverchargeWatch watch) {
    this.settings = settings;
    this.seller =
        terms.apply(new GatewayOrchestrator(new AiRunnerOrchestrator(vertx, settings), watch));
    this.timeout = timeout;
    this.documents = documents;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Seller seller() {
    return seller;
  }

  @Override
  public Future<Discovery> discover() {
    return documents
        .get(prices(), settings.token(), settings.identity(), timeout, MAX_BYTES)
        .map(this::judge);
  }

  /** Nothing: the documents belong to whoever made them. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private URI prices() {
    String base = settings.base().toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "v1/prices");
  }

  private Discovery judge(Answer answer) {
    return switch (answer) {
      case Answer.Failed(String problem) -> new Discovery.Failed(problem);
      case Answer.Document(int status, Buffer body) when status == OK ->
          PriceList.read(name(), body)
              .<Discovery>map(GatewayPeer::found)
              .orElseGet(() -> new Discovery.Failed("answered no list of prices"));
      case Answer.Document(int status, Buffer body) ->
          new Discovery.Failed("answered " + status + " for its prices");
    };
  }

  private static Discovery found(List<Offer> offers) {
    return new Discovery.Found(offers, List.of(), List.of());
  }
}
