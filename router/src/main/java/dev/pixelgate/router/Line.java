package dev.pixelgate.router;

import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.health.Turn;
import dev.pixelgate.router.selection.Candidate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Who is asked next for one order: in the order of the policy, each once. Those who are better not
 * asked now (suspended, tried by another request, full) come when nobody else is left; last of all
 * those who were busy, once more when they said. Confined to one event loop.
 */
final class Line {
  /** What to do next. */
  sealed interface Next {
    /** Ask this one; the turn is taken. */
    record Ask(Candidate candidate, Turn turn) implements Next {}

    /** Nobody is left but somebody who was busy, who may have room after this. */
    record Wait(Duration time) implements Next {}

    /** Nobody is left. */
    record Nobody() implements Next {}
  }

  private final HealthBoard health;
  private final Deque<Candidate> waiting;
  private final Deque<Candidate> unpromising = new ArrayDeque<>();
  private final Supplier<List<Candidate>> further;
  private final PriorityQueue<Again> busy = new PriorityQueue<>(Comparator.comparing(Again::after));
  private boolean whole;

  /** No client has to try more than one that has failed before, while others are left. */
  private boolean probed;

  /**
   * A line.
   *
   * @param further those who come after {@code ranked}; asked for once, when that is used up
   */
  Line(HealthBoard health, List<Candidate> ranked, Supplier<List<Candidate>> further) {
    this.health = health;
    this.waiting = new ArrayDeque<>(ranked);
    this.further = further;
  }

  /**
   * Who is next. One whose charge the means do not cover is out: means only shrink.
   *
   * @param passed since the order began
   */
  Next next(Means means, Duration passed) {
    while (!waiting.isEmpty() || lengthened()) {
      Candidate candidate = waiting.removeFirst();
      if (means.cover(candidate)) {
        Optional<Turn> turn = health.enter(candidate.seat(), candidate.offer().capacity(), !probed);
        if (turn.isPresent()) {
          probed |= turn.get().isProbe();
          return new Next.Ask(candidate, turn.get());
        }
        unpromising.addLast(candidate);
      }
    }
    unpromising.removeIf(candidate -> !means.cover(candidate));
    if (!unpromising.isEmpty()) {
      return insist(unpromising.removeFirst());
    }
    busy.removeIf(again -> !means.cover(again.candidate()));
    if (busy.isEmpty()) {
      return new Next.Nobody();
    }
    Duration time = busy.element().after().minus(passed);
    return time.isPositive() ? new Next.Wait(time) : insist(busy.remove().candidate());
  }

  /** From now on the cheapest first, whatever the policy: somebody has to watch the money. */
  void cheapestFirst() {
    lengthened();
    List<Candidate> all = new ArrayList<>(waiting);
    all.sort(Comparator.comparing(Candidate::charge));
    waiting.clear();
    waiting.addAll(all);
  }

  private boolean lengthened() {
    if (!whole) {
      whole = true;
      waiting.addAll(further.get());
    }
    return !waiting.isEmpty();
  }

  /** This one had no room, and may have some when so much has passed since the order began. */
  void again(Candidate candidate, Duration after) {
    busy.add(new Again(candidate, after));
  }

  /** This one asks another price now: it comes before those who ask more. */
  void insert(Candidate repriced) {
    lengthened();
    List<Candidate> all = new ArrayList<>(waiting);
    int place = 0;
    while (place < all.size() && all.get(place).charge().compareTo(repriced.charge()) < 0) {
      place++;
    }
    all.add(place, repriced);
    waiting.clear();
    waiting.addAll(all);
  }

  private Next insist(Candidate candidate) {
    return new Next.Ask(candidate, health.insist(candidate.seat()));
  }

  private record Again(Candidate candidate, Duration after) {}
}
