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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
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

  /** Its {@code -maxTotalEV}, wei, unless it was told another. */
  private static final WeiAmount MOST_WORTH = WeiAmount.of(20_000_000_000_000L);

  private final Vertx vertx;
  private final InstantSource clock;
  private final SignerSettings settings;
  private final PaymentLog log;
  private final SignerClient client;
  private final ConcurrentMap<Seat, Till> tills = new ConcurrentHashMap<>();
  private final AtomicReference<SignerClient.Identity> identity =
      new AtomicReference<>(new SignerClient.Identity.Unknown("was not asked yet"));

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
  }

  /** It never changes, so it is asked for until it is known. */
  @Override
  public Future<Sender> sender() {
    if (identity.get() instanceof SignerClient.Identity.Known(Sender known)) {
      return Future.succeededFuture(known);
    }
    return client
        .identity()
        .map(
            said -> {
              identity.set(said);
              return said instanceof SignerClient.Identity.Known(Sender sender)
                  ? sender
                  : Sender.NOBODY;
            });
  }

  @Override
  public Optional<Refusal> refusal(Session quote) {
    return unpayable(quote).map(detail -> new Refusal(Unsold.Reason.REFUSED, detail));
  }

  /** Why tickets for this are of no use, a phrase after the orchestrator's name. */
  Optional<String> unpayable(Session quote) {
    if (!quote.info().hasTicketParams()) {
      return Optional.of("quotes a price and does not say how it is paid");
    }
    WeiAmount ticket = Signed.ticket(quote.info().getTicketParams());
    if (ticket.signum() <= 0) {
      return Optional.of("wants tickets that are worth nothing");
    }
    return ticket.times(2).compareTo(settings.maxFloat()) > 0
        ? Optional.of(
            "wants tickets worth %s, of which it may hold two; raise payments.max-float, now %s"
                .formatted(ticket, settings.maxFloat()))
        : Optional.empty();
  }

  @Override
  public Refusal unquoted(String text) {
    if (identity.get() instanceof SignerClient.Identity.Unknown(String problem)) {
      return new Refusal(
          Unsold.Reason.SIGNER_AWAY, "would not answer us, and our signer " + problem);
    }
    return new Refusal(Unsold.Reason.REFUSED, "would not answer: " + text + Advice.on(text));
  }

  @Override
  public Future<Paying> pay(Purchase purchase) {
    Till till =
        tills.computeIfAbsent(
            new Seat(purchase.orchestrator(), purchase.capability()),
            seat -> Till.of(seat.orchestrator(), seat.capability(), log));
    return sender()
        .compose(
            sender ->
                sender.equals(Sender.NOBODY)
                    ? Future.succeededFuture(new Paying.Unpaid(away()))
                    : new Purchasing(this, till, purchase, sender).pay())
        .otherwise(bug -> broken(purchase, bug));
  }

  private String away() {
    return identity.get() instanceof SignerClient.Identity.Unknown(String problem)
        ? "cannot be paid, the signer " + problem
        : "cannot be paid";
  }

  private static Paying broken(Purchase purchase, Throwable bug) {
    LOG.error("payment orchestrator={} internal error", purchase.orchestrator(), bug);
    return new Paying.Unpaid("could not be paid for an internal error");
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
    tills.values().forEach(till -> till.credit().stop());
    return client.close();
  }

  /** How many tickets of this worth are signed at a time; at least one. */
  int atOnce(WeiAmount ticket) {
    return MOST_WORTH
        .floorDiv(ticket)
        .min(BigInteger.valueOf(MOST_TICKETS))
        .max(BigInteger.ONE)
        .intValueExact();
  }

  /** This orchestrator forgot all that it was paid, for other capabilities too. */
  void restarted(Till first) {
    for (Till till : tills.values()) {
      if (till.name().equals(first.name())) {
        if (!till.capability().equals(first.capability())) {
          till.credit().restarted();
        }
        till.wake();
      }
    }
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
