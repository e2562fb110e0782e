package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.router.selection.Decision;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Selection;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says how an order would be answered, without one: what is asked of the market, and when the
 * market is asked anew, is the same.
 */
public record Appraiser(Dispatcher dispatcher) {
  /** What is drawn by lot is drawn with this; the chances of an order are its own. */
  private static final long SEED = 0;

  /**
   * The choice that an order would come to now. Completes on the calling event loop, never fails.
   *
   * @param caps of its account and its own, beside the gateway's
   */
  public Future<Decision> appraise(Demand demand, List<Cap> caps, Optional<PolicyName> policy) {
    Inquiry inquiry = inquiry(demand, caps, policy);
    Future<?> asked =
        inquiry.isWorthRediscovery(inquiry.answer())
            ? inquiry.answerAfterRediscovery()
            : Future.succeededFuture();
    return asked.map(done -> new Decision(inquiry.asked(), dispatcher.selector()));
  }

  /** What the market as it is known says; nothing when an order would have it asked anew. */
  public Optional<Glance> glance(Demand demand, List<Cap> caps, Optional<PolicyName> policy) {
    Inquiry inquiry = inquiry(demand, caps, policy);
    Selection selection = inquiry.answer();
    return inquiry.isWorthRediscovery(selection)
        ? Optional.empty()
        : Optional.of(new Glance(inquiry.asked(), selection));
  }

  /** Keeps why a request was turned away before it became an order. */
  public void remember(String id, String account, Glance glance) {
    glance
        .end()
        .ifPresent(outcome -> dispatcher.decisions().keep(id, account, glance.question(), outcome));
  }

  /** Keeps why a request that somebody could serve was turned away for want of money. */
  public void remember(String id, String account, Glance glance, BudgetState budget, Usd needed) {
    Outcome outcome = new Outcome.OverBudget(budget, needed);
    dispatcher.decisions().keep(id, account, glance.question(), outcome);
  }

  /**
   * The least that so many pixels cost anywhere, whoever may or can be asked now; nothing where
   * nobody can say, because nobody sells that or somebody's currency has no rate.
   */
  public Optional<Usd> leastCharge(Capability capability, Pixels pixels) {
    PriceBook book = dispatcher.market().get().book();
    return book.withoutRate(capability).isEmpty()
        ? book.asks(capability).stream().findFirst().map(cheapest -> cheapest.charge(pixels))
        : Optional.empty();
  }

  /** The time of the market. */
  public Instant now() {
    return dispatcher.health().now();
  }

  /** Whether a model that nobody offers can be taken for one that nobody has. */
  public boolean everybodyWasAsked() {
    return dispatcher.rediscovery().everybodyWasAsked();
  }

  /** The models that are or were offered for this pipeline. */
  public List<Capability> known(Pipeline pipeline) {
    return dispatcher.market().get().book().known().stream()
        .filter(one -> one.pipeline() == pipeline)
        .toList();
  }

  /** What an ether is worth, unless that is stale or unknown. */
  public Optional<Rate> freshRate() {
    return dispatcher.market().get().book().freshRate(dispatcher.health().now());
  }

  private Inquiry inquiry(Demand demand, List<Cap> caps, Optional<PolicyName> policy) {
    return new Inquiry(dispatcher, demand, dispatcher.selector().capsWith(caps), policy, SEED);
  }
}
