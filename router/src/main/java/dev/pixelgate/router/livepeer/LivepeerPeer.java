package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.discovery.OrchestratorUrl;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A Livepeer orchestrator in the market. Which models it has is in every answer of it; what one of
 * them costs is in the answer to a question for that one only. Without a chain it quotes nothing,
 * and one question is all.
 */
final class LivepeerPeer implements Peer {
  /** A real one has some dozens; each costs a question where prices are quoted. */
  private static final int MOST_MODELS = 64;

  private static final int MOST_NODES = 64;

  private final LivepeerSettings settings;
  private final InstantSource clock;
  private final Opener opener;
  private final Sessions sessions;
  private final Payments payments;
  private final Seller seller;

  /** What is asked for first, so that the first answer has a price that is wanted. */
  private final AtomicReference<Optional<Capability>> first;

  /**
   * One of them.
   *
   * @param sessions where the answers go; the seller has it too
   * @param seller how it is bought from
   */
  LivepeerPeer(
      LivepeerSettings settings,
      InstantSource clock,
      Opener opener,
      Sessions sessions,
      Payments payments,
      Seller seller) {
    this.settings = settings;
    this.clock = clock;
    this.opener = opener;
    this.sessions = sessions;
    this.payments = payments;
    this.seller = seller;
    this.first =
        new AtomicReference<>(settings.offers().stream().map(Offer::capability).findFirst());
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
    long begun = System.nanoTime();
    Optional<Capability> wanted = first.get();
    return opener
        .open(wanted, settings.timeout())
        .compose(
            opening ->
                switch (opening) {
                  case Opening.Open(Session session) -> survey(wanted, session, begun);
                  case Opening.Refused(String text) -> Future.succeededFuture(refused(text));
                  case Opening.Failed(String problem, boolean distrusted) ->
                      Future.succeededFuture(
                          distrusted
                              ? unanswered(Unsold.Reason.CERTIFICATE_CHANGED, problem)
                              : new Discovery.Failed(problem));
                });
  }

  /** Nothing: the clients belong to whoever made them. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private Future<Discovery> survey(Optional<Capability> asked, Session session, long begun) {
    Findings findings = new Findings(settings, payments, clock.instant());
    List<Capability> ours = settings.offers().stream().map(Offer::capability).toList();
    List<Listed> models =
        Listed.preferring(ours, Listed.of(session.info())).map(this::withOurs).toList();
    List<Listed> priced = models.subList(0, Math.min(MOST_MODELS, models.size()));
    models.stream().skip(MOST_MODELS).forEach(one -> findings.addUnasked(one, MOST_MODELS));
    first.set(priced.stream().map(Listed::capability).findFirst());
    List<Future<Opening>> openings =
        priced.stream()
            .map(
                model ->
                    isAnswered(model, asked, session)
                        ? Future.<Opening>succeededFuture(new Opening.Open(session))
                        : opener.open(Optional.of(model.capability()), share(begun)))
            .toList();
    return Future.all(openings)
        .map(
            all -> {
              for (int i = 0; i < priced.size(); i++) {
                findings.add(priced.get(i), openings.get(i).result());
              }
              return found(findings, session.info());
            });
  }

  /** With the slots that our own jobs hold at this moment. */
  private Listed withOurs(Listed model) {
    return model.plus(sessions.running().count(model.capability().pipeline()));
  }

  /** Whether this session says what the model costs, or that it costs what we say. */
  private static boolean isAnswered(Listed model, Optional<Capability> asked, Session session) {
    return !session.isPriced() || asked.filter(model.capability()::equals).isPresent();
  }

  /** Most of what is left, so that those who answer are heard before the round is over. */
  private Duration share(long begun) {
    return settings.timeout().minusNanos(System.nanoTime() - begun).multipliedBy(4).dividedBy(5);
  }

  private Discovery found(Findings findings, OrchestratorInfo info) {
    findings.addMissing(Unsold.Reason.REFUSED, "does not serve it");
    sessions.replace(findings.sessions());
    List<URI> nodes =
        info.getNodesList().stream()
            .limit(MOST_NODES)
            .flatMap(node -> OrchestratorUrl.parse(node).stream())
            .toList();
    return findings.found(nodes);
  }

  /** On a chain one answers only who can pay. */
  private Discovery refused(String text) {
    Payments.Refusal refusal = payments.unquoted(text);
    return unanswered(refusal.reason(), refusal.detail());
  }

  /** What it has is not known then, but for what our operator says. */
  private Discovery unanswered(Unsold.Reason reason, String detail) {
    if (settings.offers().isEmpty()) {
      return new Discovery.Failed(detail);
    }
    Findings findings = new Findings(settings, payments, clock.instant());
    findings.addMissing(reason, detail);
    return findings.found(List.of());
  }
}
