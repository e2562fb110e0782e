package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.Agreement;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.AttemptId;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.attempt.TestingResultWriter;
import dev.pixelgate.router.health.TestingClock;
import dev.pixelgate.router.livepeer.chain.TestingSigner;
import dev.pixelgate.router.livepeer.payment.LostCredit;
import dev.pixelgate.router.livepeer.payment.OrchestratorCredit;
import dev.pixelgate.router.livepeer.payment.PaidTickets;
import dev.pixelgate.router.livepeer.payment.PaymentLog;
import dev.pixelgate.router.livepeer.payment.SignerPayments;
import dev.pixelgate.router.livepeer.payment.SignerSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Buys from one orchestrator on a chain as the gateway does, at a price that it is told. */
final class TestingBuyer {
  static final WeiAmount MAX_FLOAT = WeiAmount.of(20_000_000_000_000L);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Context caller;
  private final List<PaidTickets> paid = new CopyOnWriteArrayList<>();
  private final List<LostCredit> lost = new CopyOnWriteArrayList<>();
  private final SignerPayments payments;
  private final Sessions sessions;
  private final LivepeerOrchestrator orchestrator;
  private volatile boolean storeAway;

  TestingBuyer(Vertx vertx, TestingClock clock, TestingSigner signer, TestingNode node) {
    this(vertx, clock, signer, node, MAX_FLOAT);
  }

  TestingBuyer(
      Vertx vertx, TestingClock clock, TestingSigner signer, TestingNode node, WeiAmount most) {
    this.caller = vertx.getOrCreateContext();
    SignerSettings settings =
        new SignerSettings(signer.url(), Map.of(), most, Duration.ofSeconds(5));
    this.payments = new SignerPayments(vertx, clock, settings, new Log());
    TestingClients clients = new TestingClients(vertx);
    Opener opener = new Opener(vertx, clock, node.url(), Destinations.ANY, clients, payments);
    this.sessions = new Sessions(vertx, clock, opener, LONG);
    this.orchestrator =
        new LivepeerOrchestrator(
            "alpha",
            sessions,
            payments,
            LivepeerHttp.of(
                vertx,
                new TrustedClients(
                        vertx, TlsMode.FOLLOW, new Pins(new TestingPinStore()), name -> {})
                    ::forJobs,
                true));
  }

  private final class Log implements PaymentLog {
    @Override
    public Future<Void> paid(PaidTickets tickets) {
      if (storeAway) {
        return Future.failedFuture("the store is away");
      }
      paid.add(tickets);
      return Future.succeededFuture();
    }

    @Override
    public void lost(LostCredit credit) {
      lost.add(credit);
    }
  }

  /** One attempt at this price. */
  Future<AttemptEnd> buy(Job job, WeiPerPixel agreed) {
    return buy(job, agreed, new Cancellation());
  }

  Future<AttemptEnd> buy(Job job, WeiPerPixel agreed, Cancellation cancellation) {
    Promise<AttemptEnd> end = Promise.promise();
    Agreement terms = new Agreement(agreed, Usd.ZERO, LONG, 0, new AttemptId("acme", "r1", 1));
    caller.runOnContext(
        run ->
            orchestrator
                .attempt(job, terms, TestingResultWriter.prompt(), cancellation, () -> {})
                .onComplete(end));
    return end.future();
  }

  /** What it asks now. */
  Future<WeiPerPixel> price(Capability capability) {
    Promise<Opening> opening = Promise.promise();
    caller.runOnContext(run -> sessions.own(capability).onComplete(opening));
    return opening.future().map(found -> ((Opening.Open) found).session().quote().orElseThrow());
  }

  SignerPayments payments() {
    return payments;
  }

  /** How it stands with the only capability that was bought. */
  OrchestratorCredit credit() {
    return payments.credits().getFirst();
  }

  List<PaidTickets> paid() {
    return paid;
  }

  List<LostCredit> lost() {
    return lost;
  }

  void storeAway(boolean away) {
    storeAway = away;
  }
}
