package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.Paying;
import dev.pixelgate.router.livepeer.Payments;
import dev.pixelgate.router.livepeer.Purchase;
import dev.pixelgate.router.livepeer.Session;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays orchestrators with tickets that a remote signer signs: it holds the key and the money, this
 * holds nothing that a new process needs. For any number of event loops.
 */
public final class SignerPayments implements Payments {
  private static final Logger LOG = LoggerFactory.getLogger(SignerPayments.class);

  /** A signer signs no more at a time. */
  private static final int MOST_TICKETS = 100;

  /**
   * 64 megapixels at 5e6 wei are 40,000 tickets of 8e9 wei; each costs a signature and 100 bytes.
   */
  private static final int MOST_FOR_A_JOB = 50_000;

  /** A signer that did not answer is asked by nobody for so long. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  /** Its {@code -maxTotalEV}, wei, unless it was told another. */
  private static final WeiAmount MOST_WORTH = WeiAmount.of(20_000_000_000_000L);

  private final Vertx vertx;
  private final InstantSource clock;
  private final SignerSettings settings;
  private final PaymentLog log;
  private final SignerClient client;
  private final ConcurrentMap<Seat, Till> tills = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Holdings> holdings = new ConcurrentHashMap<>();
  private final Introduction introduction;
  private volatile Instant awayUntil = Instant.EPOCH;

  /** Whom is paid for what. */
  private record Seat(String orchestrator, Capability capability) {}

  /**
   * Nobody is paid yet.
   *
   * @param log where everything is written down
   */
  public SignerPayments(Vertx vertx, InstantSource clock, SignerSettings settings, PaymentLog log) {
    this.vertx = vertx;
    this.clock = clock;
    this.settings = settings;
    this.log = log;
    this.client = new SignerClient(vertx, settings);
    this.introduction = new Introduction(vertx, clock, client);
  }

  @Override
  public Future<Sender> sender() {
    return introduction.sender();
  }

  @Override
  public Optional<Refusal> refusal(Session quote) {
    return unpayable(quote).map(detail -> new Refusal(Unsold.Reason.REFUSED, detail));
  }

  /** Why this cannot be paid with tickets, a phrase after the orchestrator's name. */
  Optional<String> unpayable(Session quote) {
    return Tender.of(quote.info(), settings.maxFloat()).objection();
  }

  @Override
  public Refusal unquoted(String text) {
    Optional<String> problem = introduction.problem();
    if (problem.isPresent()) {
      return new Refusal(
          Unsold.Reason.SIGNER_AWAY, "would not answer us, and our signer " + problem.get());
    }
    return new Refusal(Unsold.Reason.REFUSED, "would not answer: " + text + Advice.on(text));
  }

  @Override
  public Future<Paying> pay(Purchase purchase) {
    Till till =
        tills.computeIfAbsent(
            new Seat(purchase.orchestrator(), purchase.capability()), seat -> till(seat));
    return sender()
        .compose(
            sender ->
                sender.equals(Sender.NOBODY)
                    ? Future.succeededFuture(new Paying.Unpaid(away()))
                    : new Purchasing(this, till, purchase, sender).pay())
        .otherwise(bug -> broken(purchase, bug));
  }

  private Till till(Seat seat) {
    Holdings all = holdings.computeIfAbsent(seat.orchestrator(), name -> new Holdings());
    return Till.of(seat.orchestrator(), seat.capability(), all, log);
  }

  private String away() {
    return "cannot be paid, the signer " + introduction.problem().orElse("does not say who it is");
  }

  private static Paying broken(Purchase purchase, Throwable bug) {
    LOG.error("payment orchestrator={} internal error", purchase.orchestrator(), bug);
    return new Paying.Refused("could not be paid for an internal error");
  }

  /** How we stand with everybody who was paid, by name and capability. Any thread. */
  public List<OrchestratorCredit> credits() {
    Instant now = clock.instant();
    return tills.values().stream()
        .map(till -> till.credit().standing(till.name(), till.capability(), now))
        .sorted(
            Comparator.comparing(OrchestratorCredit::orchestrator)
                .thenComparing(credit -> credit.capability().toString()))
        .toList();
  }

  /** How often tickets were asked for, since this process began. */
  public long signerQuestions() {
    return client.questions();
  }

  /** Books what is left anywhere as lost, and asks nothing any more. */
  public Future<Void> close() {
    tills.values().forEach(Till::stop);
    return client.close();
  }

  /** On what terms tickets of this worth are bought. */
  Credit.Terms terms(WeiAmount ticket) {
    int atOnce =
        MOST_WORTH
            .floorDiv(ticket)
            .min(BigInteger.valueOf(MOST_TICKETS))
            .max(BigInteger.ONE)
            .intValueExact();
    return new Credit.Terms(ticket, settings.maxFloat(), atOnce, MOST_FOR_A_JOB);
  }

  /** Whether it is too early to ask the signer again. */
  boolean isSignerAway() {
    return clock.instant().isBefore(awayUntil);
  }

  /** It did not answer, several times. */
  void signerIsAway() {
    awayUntil = clock.instant().plus(QUIET);
  }

  /** This orchestrator forgot all that it was paid: whoever waits for it looks again. */
  void restarted(Till first) {
    tills.values().stream().filter(till -> till.name().equals(first.name())).forEach(Till::wake);
  }

  Vertx vertx() {
    return vertx;
  }

  InstantSource clock() {
    return clock;
  }

  SignerSettings settings() {
    return settings;
  }

  PaymentLog log() {
    return log;
  }

  SignerClient client() {
    return client;
  }
}
