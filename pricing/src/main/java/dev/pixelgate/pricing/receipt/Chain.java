package dev.pixelgate.pricing.receipt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The receipts of one account at one run of a server, as far as they are here.
 *
 * @param from number of the first one that is here
 * @param to number of the last one that must exist
 * @param follows the one of another chain that its first receipt names
 * @param flaws where it is not whole; empty when it is, from the first to the last
 */
public record Chain(
    String account, String instance, long from, long to, Optional<Head> follows, List<Flaw> flaws) {
  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::account)
          .thenComparing(link -> link.place().instance())
          .thenComparingLong(link -> link.place().seq());

  public Chain {
    flaws = List.copyOf(flaws);
  }

  /**
   * The chains that these receipts form, in whatever order they come and however often each does.
   * Whatever lies between two receipts that are here, or before one that a later chain names, must
   * be here too.
   */
  public static List<Chain> of(Collection<Link> links) {
    Map<Key, List<Link>> byChain = new TreeMap<>();
    Map<Key, List<Naming>> named = new HashMap<>();
    for (Link link : sorted(links)) {
      byChain
          .computeIfAbsent(new Key(link.account(), link.place().instance()), k -> new ArrayList<>())
          .add(link);
      link.place()
          .follows()
          .ifPresent(
              last ->
                  named
                      .computeIfAbsent(
                          new Key(link.account(), last.instance()), k -> new ArrayList<>())
                      .add(new Naming(last, link.place().instance())));
    }
    Set<Request> requests = new HashSet<>();
    List<Chain> chains = new ArrayList<>();
    byChain.forEach(
        (key, chain) -> chains.add(of(key, chain, named.getOrDefault(key, List.of()), requests)));
    return chains;
  }

  private static List<Link> sorted(Collection<Link> links) {
    List<Link> sorted = new ArrayList<>(new LinkedHashSet<>(links));
    sorted.sort(ORDER);
    return sorted;
  }

  private static Chain of(Key key, List<Link> links, List<Naming> named, Set<Request> requests) {
    List<Flaw> flaws = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      if (i > 0) {
        between(links.get(i - 1), link).ifPresent(flaws::add);
      }
      if (!requests.add(new Request(key.account(), link.id()))) {
        flaws.add(new Flaw.Repeated(link.place().seq(), link.id()));
      }
    }
    long last = links.getLast().place().seq();
    long to = last;
    for (Naming naming : named) {
      Head head = naming.head();
      to = Math.max(to, head.seq());
      if (links.stream().anyMatch(l -> l.place().seq() == head.seq() && !l.head().equals(head))) {
        flaws.add(new Flaw.Disowned(head.seq(), naming.by()));
      }
    }
    if (to > last) {
      flaws.add(new Flaw.Missing(last + 1, to));
    }
    Place first = links.getFirst().place();
    return new Chain(key.account(), key.instance(), first.seq(), to, first.follows(), flaws);
  }

  private static Optional<Flaw> between(Link one, Link next) {
    long before = one.place().seq();
    long seq = next.place().seq();
    if (seq == before) {
      return Optional.of(new Flaw.Forked(seq));
    }
    if (seq > before + 1) {
      return Optional.of(new Flaw.Missing(before + 1, seq - 1));
    }
    return next.place().previous().equals(Optional.of(one.hash()))
        ? Optional.empty()
        : Optional.of(new Flaw.Unlinked(seq));
  }

  private record Key(String account, String instance) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byAccount = account.compareTo(other.account);
      return byAccount == 0 ? instance.compareTo(other.instance) : byAccount;
    }
  }

  /**
   * That the chain of another run names a receipt as its account's last.
   *
   * @param by that run
   */
  private record Naming(Head head, String by) {}

  private record Request(String account, String id) {}
}
