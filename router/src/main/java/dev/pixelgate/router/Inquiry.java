package dev.pixelgate.router;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Strictest;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.selection.Candidate;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Selection;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one order, real or supposed, asks of the market, now and again. Confined to one event loop.
 */
final class Inquiry {
  private final Dispatcher dispatcher;
  private final Demand demand;
  private final Caps caps;
  private final PolicyName policy;
  private final long seed;
  private final boolean promised;
  private Market market;
  private Question question;

  Inquiry(Dispatcher dispatcher, Order order) {
    this(
        dispatcher,
        order.demand(),
        order.promised() ? Caps.NONE : dispatcher.selector().capsWith(order.caps()),
        order.policy(),
        order.seed(),
        order.promised());
  }

  Inquiry(Dispatcher dispatcher, Demand demand, Caps caps, Optional<PolicyName> policy, long seed) {
    this(dispatcher, demand, caps, policy, seed, false);
  }

  private Inquiry(
      Dispatcher dispatcher,
      Demand demand,
      Caps caps,
      Optional<PolicyName> policy,
      long seed,
      boolean promised) {
    this.dispatcher = dispatcher;
    this.demand = demand;
    this.caps = caps;
    this.policy = policy.orElse(dispatcher.selector().usual());
    this.seed = seed;
    this.promised = promised;
    this.market = dispatcher.market().get();
    this.question = question();
  }

  /** All that hold for this order. */
  Caps caps() {
    return caps;
  }

  /** What was asked last. */
  Question asked() {
    return question;
  }

  /** Who sells under this name, in the market that was asked last. */
  Seller seller(String name) {
    return market.seller(name);
  }

  /** What this one's next attempt would cost, in the market that was asked last. */
  Claim claim(int attempt, Candidate candidate) {
    Offer offer = candidate.offer();
    return new Claim(
        attempt,
        offer.orchestrator(),
        offer.capability(),
        demand.pixels(),
        offer.price(),
        candidate.charge(),
        offer.price() instanceof WeiPerPixel ? market.book().rate() : Optional.empty(),
        seller(offer.orchestrator()).owing());
  }

  /** The same candidate at another price, which it asks now, and what the caps say to that. */
  Repricing repriced(Candidate candidate, Price now) {
    Offer offer = candidate.offer().at(now);
    Optional<Rate> rate =
        market.book().rate().filter(known -> known.isFresh(dispatcher.health().now()));
    Optional<UsdRatio> perPixel =
        now.inUsd(rate).filter(ratio -> ratio.isChargeable(demand.pixels()));
    if (perPixel.isEmpty()) {
      return new Repricing.Unknown();
    }
    if (promised && isOverTwice(perPixel.get(), candidate.ask().perPixel())) {
      return new Repricing.Unknown();
    }
    Ask ask = new Ask(offer, perPixel.get());
    Candidate again =
        new Candidate(ask, ask.charge(demand.pixels()), candidate.seat(), candidate.lastResort());
    return switch (caps.strictest(offer.capability(), demand.pixels(), rate)) {
      case Strictest.Unlimited u -> new Repricing.Within(again);
      case Strictest.NeedsRate n -> new Repricing.Unknown();
      case Strictest.Limited(Cap cap, UsdRatio most) ->
          perPixel.get().compareTo(most) <= 0
              ? new Repricing.Within(again)
              : new Repricing.OverCap(cap, again);
    };
  }

  /**
   * No cap holds for an order whose charge was promised; so the gateway bears no more than this.
   */
  private boolean isOverTwice(UsdRatio now, UsdRatio offered) {
    return now.charge(demand.pixels()).picodollars() / 2
        > offered.charge(demand.pixels()).picodollars();
  }

  /** The first answer. */
  Selection answer() {
    return dispatcher.selector().select(question);
  }

  /** The answer of the market as it is now. */
  Selection answerNow() {
    return answerOf(dispatcher.market().get());
  }

  /** The answer after everybody was asked; the market as it was when that is not possible. */
  Future<Selection> answerAfterRediscovery() {
    Market before = market;
    return Future.succeededFuture()
        .compose(start -> dispatcher.rediscovery().refresh(this::sells))
        .otherwise(before)
        .map(this::answerOf);
  }

  /**
   * The one case in which an order waits for discovery: it knows nobody whom it could ask, and it
   * is not for want of room. A model that nobody has heard of is worth a round only while nothing
   * at all is known, or not everybody has been asked once; otherwise anybody could keep the gateway
   * asking.
   */
  boolean isWorthRediscovery(Selection selection) {
    return switch (selection) {
      case Selection.UnknownModel u ->
          market.book().all().isEmpty() || !dispatcher.rediscovery().everybodyWasAsked();
      case Selection.Gone g -> true;
      case Selection.NobodyNow nobody -> !nobody.full();
      case Selection.Eligible e -> false;
      case Selection.OverCap o -> false;
      case Selection.NobodyReads n -> false;
    };
  }

  /** The ranking of the last answer without its first ones. */
  List<Candidate> further(int known) {
    Question all = question.wanting(Integer.MAX_VALUE);
    return dispatcher.selector().select(all) instanceof Selection.Eligible whole
        ? whole.ranked().subList(known, whole.ranked().size())
        : List.of();
  }

  private Selection answerOf(Market newer) {
    market = newer;
    question = question();
    return answer();
  }

  private boolean sells(Market newer) {
    Instant now = dispatcher.health().now();
    Capability wanted = demand.capability();
    return newer.book().asks(wanted).stream().anyMatch(ask -> !ask.offer().isStale(now));
  }

  private Question question() {
    return new Question(
        demand,
        market.shelves(),
        caps,
        dispatcher.health().snapshot(),
        dispatcher.health().now(),
        seed,
        policy,
        dispatcher.maxAttempts());
  }
}
