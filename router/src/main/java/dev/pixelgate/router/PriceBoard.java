package dev.pixelgate.router;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.health.HealthSnapshot;
import dev.pixelgate.router.selection.Decision;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Selector;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows the market as a request would find it now: what is eligible here would be asked, and the
 * reason against what is not is the one that a request would get. Any thread; some microseconds an
 * offer.
 */
public record PriceBoard(Supplier<Market> market, Selector selector, HealthBoard health) {
  /**
   * Draws by lot are shown as they would fall with this seed; their chances do not depend on it.
   */
  private static final long SEED = 0;

  private static final Comparator<Capability> BY_NAME =
      Comparator.comparing(Capability::pipeline).thenComparing(Capability::model);

  /** How every offer stands now. A picture of a format that it reads is taken for granted. */
  public Board show(BoardQuery query) {
    Market current = market.get();
    Moment moment =
        new Moment(
            current,
            selector.capsWith(query.caps()),
            health.snapshot(),
            health.now(),
            query.policy().orElse(selector.usual()));
    List<Capability> wanted =
        current.book().known().stream().filter(query::wants).sorted(BY_NAME).toList();
    return new Board(
        query,
        current.book(),
        moment.now,
        moment.policy,
        wanted.stream()
            .map(capability -> moment.question(query, capability))
            .map(question -> new Decision(question, selector).explain())
            .toList());
  }

  /** Read once, so that all that is shown fits together. */
  private record Moment(
      Market market, Caps caps, HealthSnapshot health, Instant now, PolicyName policy) {
    Question question(BoardQuery query, Capability capability) {
      Demand demand =
          new Demand(capability, query.size().charged(capability.pipeline()), Optional.empty());
      return new Question(demand, market.shelves(), caps, health, now, SEED, policy, 1);
    }
  }
}
