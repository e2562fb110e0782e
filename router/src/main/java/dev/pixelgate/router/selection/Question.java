package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.router.health.HealthSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a selection depends on: the same question always gets the same answer, bit for bit.
 *
 * @param shelves the price book in force
 * @param caps all that hold, the request's own too
 * @param seed of what is drawn by lot
 * @param wanted how many candidates are asked for, at least one; asking for more appends to the
 *     same ranking
 */
public record Question(
    Demand demand,
    Shelves shelves,
    Caps caps,
    HealthSnapshot health,
    Instant now,
    long seed,
    PolicyName policy,
    int wanted) {
  public Question {
    if (wanted < 1) {
      throw new IllegalArgumentException("candidates wanted: " + wanted + ", at least 1 is needed");
    }
  }

  /** The same, asking for this many candidates. */
  public Question wanting(int candidates) {
    return new Question(demand, shelves, caps, health, now, seed, policy, candidates);
  }

  /** The same, put to another book. */
  public Question on(Shelves others) {
    return new Question(demand, others, caps, health, now, seed, policy, wanted);
  }

  /** What an ether is worth, unless that is stale or unknown. */
  public Optional<Rate> freshRate() {
    return shelves.book().freshRate(now);
  }
}
