package dev.pixelgate.router.airunner;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.exchange.Documents.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain ai-runner, or a Pixelgate worker, in the market. It sells what the configuration says;
 * what is asked is whether it lives and what it has loaded.
 */
public final class AiRunnerPeer implements Peer {
  private static final Logger LOG = LoggerFactory.getLogger(AiRunnerPeer.class);
  private static final int MAX_BYTES = 64 << 10;

  private final AiRunnerSettings settings;
  private final Seller seller;
  private final List<Offer> offers;
  private final Duration timeout;
  private final Documents documents;
  private final AtomicReference<RunnerFacts> facts = new AtomicReference<>(RunnerFacts.NONE);

  /**
   * One of them.
   *
   * @param seller how it is bought from
   * @param offers what the configuration says that it sells
   * @param timeout for one round of questions
   * @param documents fetches the answers; may be shared
   */
  public AiRunnerPeer(
      AiRunnerSettings settings,
      Seller seller,
      List<Offer> offers,
      Duration timeout,
      Documents documents) {
    this.settings = settings;
    this.seller =
        new Seller(
            new StatingOrchestrator(seller.orchestrator(), () -> facts.get().version()),
            seller.owing(),
            seller.attemptDeadline());
    this.offers = List.copyOf(offers);
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

  /**
   * Any answer to {@code /health} is a sign of life, a 404 of a server that has no such path too;
   * only one that says of itself that it is broken is taken at its word. The other questions tell
   * more, and nothing depends on them: they share what is left of the time, one after the other on
   * the connection that is there.
   */
  @Override
  public Future<Discovery> discover() {
    long begun = System.nanoTime();
    return get("health", timeout)
        .compose(
            health ->
                health instanceof Answer.Failed(String problem)
                    ? Future.succeededFuture(new Discovery.Failed(problem))
                    : facts(begun).map(said -> judge(RunnerFacts.json(health), said)));
  }

  /** Nothing: the documents belong to whoever made them. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  /** Its cards are asked for when it is new or has changed: a worker runs a program to answer. */
  private Future<RunnerFacts> facts(long begun) {
    RunnerFacts known = facts.get();
    return get("version", share(begun))
        .map(answer -> answer instanceof Answer.Failed ? known : RunnerFacts.of(answer))
        .compose(
            said ->
                said.isSame(known)
                    ? Future.succeededFuture(known)
                    : get("hardware/info", share(begun)).map(said::on));
  }

  /** A part of what is left, so that the next question has some too. */
  private Duration share(long begun) {
    return timeout.minusNanos(System.nanoTime() - begun).multipliedBy(2).dividedBy(5);
  }

  private Future<Answer> get(String path, Duration limit) {
    URI url = settings.base().resolve(settings.pathOf(path));
    return documents.get(url, settings.token(), settings.identity(), limit, MAX_BYTES);
  }

  private Discovery judge(JsonObject state, RunnerFacts said) {
    if ("ERROR".equals(state.getValue("status"))) {
      return new Discovery.Failed("says that it is in error");
    }
    if (!said.equals(facts.getAndSet(said))) {
      LOG.info(
          "orchestrator={} loaded=\"{}\" version={} gpus={}",
          name(),
          said.loaded().map(Object::toString).orElse("unknown"),
          said.version().orElse("unknown"),
          said.gpus());
    }
    boolean loading = "LOADING".equals(state.getValue("status"));
    return new Discovery.Found(
        offers.stream().map(offer -> offer.warm(!loading && isWarm(offer, said))).toList(),
        List.of(),
        List.of());
  }

  /**
   * A runner has one model at a time, and a Pixelgate worker names its default. Of one that names
   * none, or one that is not sold, nothing is known: then the configuration's word holds.
   */
  private boolean isWarm(Offer offer, RunnerFacts said) {
    Optional<Offer> named =
        said.loaded()
            .flatMap(
                loaded -> offers.stream().filter(o -> o.capability().equals(loaded)).findAny());
    return named.isEmpty() ? offer.warm() : named.get().capability().equals(offer.capability());
  }
}
