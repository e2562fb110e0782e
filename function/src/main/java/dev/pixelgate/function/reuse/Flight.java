package dev.pixelgate.function.reuse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Equal requests of which one, the leader, has the order made that all of them wait for. Any
 * thread.
 */
final class Flight {
  /** In the order of their coming; a leader whose client has gone leads on without being here. */
  private final Set<Member> members = new LinkedHashSet<>();

  private Member leader;
  private boolean over;

  /** One whose first member leads. */
  Flight(Member first) {
    this.leader = first;
    members.add(first);
  }

  /** Lets one more wait; not when the order has ended, or nobody waits any more. */
  synchronized boolean join(Member member) {
    return !over && members.add(member);
  }

  synchronized boolean isLedBy(Member member) {
    return leader == member;
  }

  /** One waits no more; a leader's order goes on for those who do. */
  synchronized Departure leave(Member member) {
    boolean last = members.remove(member) && members.isEmpty() && !over;
    over |= last;
    return new Departure(leader == member, last ? Optional.of(leader) : Optional.empty());
  }

  /**
   * What follows when one waits no more.
   *
   * @param wasLeading whether its own order is what the others wait for
   * @param toStop whose order is to be stopped, because nobody waits for it now
   */
  record Departure(boolean wasLeading, Optional<Member> toStop) {}

  /** The order has ended for all: those who wait beside the leader. */
  synchronized List<Member> land() {
    over = true;
    List<Member> others = new ArrayList<>(members);
    others.remove(leader);
    members.clear();
    return others;
  }

  /** The order has ended for its leader alone: who leads now, if anybody waits. */
  synchronized Optional<Member> next() {
    members.remove(leader);
    if (members.isEmpty()) {
      over = true;
      return Optional.empty();
    }
    leader = members.iterator().next();
    return Optional.of(leader);
  }
}
