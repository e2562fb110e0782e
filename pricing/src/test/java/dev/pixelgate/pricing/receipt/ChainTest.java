package dev.pixelgate.pricing.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChainTest {
  @Property
  void findsNothingInWholeChainsInAnyOrder(
      @ForAll @IntRange(min = 1, max = 20) int one,
      @ForAll @IntRange(min = 1, max = 20) int other,
      @ForAll long seed) {
    List<Link> links = two(one, other);
    links.addAll(links.subList(0, one)); // given twice
    Collections.shuffle(links, new Random(seed));

    List<Chain> chains = Chain.of(links);

    assertEquals(List.of(1L, 1L), chains.stream().map(Chain::from).toList());
    assertEquals(List.of((long) one, (long) other), chains.stream().map(Chain::to).toList());
    assertTrue(chains.stream().allMatch(chain -> chain.flaws().isEmpty()), chains::toString);
  }

  /** Also the last ones of the first chain: the second names them. */
  @Property
  void findsEveryReceiptThatWasLeftOut(
      @ForAll @IntRange(min = 2, max = 20) int one,
      @ForAll @IntRange(min = 3, max = 20) int other,
      @ForAll @IntRange(min = 0, max = 1000) int which) {
    List<Link> links = two(one, other);
    // Not the first of a chain: that is told as where the chain begins; nor the very last.
    List<Link> inner = new ArrayList<>(links);
    inner.removeIf(link -> link.place().seq() == 1);
    inner.removeLast();
    Link left = inner.get(which % inner.size());
    links.remove(left);

    Chain chain = chainOf(links, left.place().instance());

    long seq = left.place().seq();
    assertTrue(chain.flaws().contains(new Flaw.Missing(seq, seq)), chain::toString);
  }

  /** Whoever edits a receipt changes its hash, which the next one and the next chain name. */
  @Property
  void findsEveryReceiptThatWasChanged(
      @ForAll @IntRange(min = 1, max = 20) int one,
      @ForAll @IntRange(min = 2, max = 20) int other,
      @ForAll @IntRange(min = 0, max = 1000) int which,
      @ForAll @IntRange(min = 1, max = 1000) int by) {
    List<Link> links = two(one, other);
    int index = which % (links.size() - 1); // the very last is held by its signature alone
    Link old = links.get(index);
    links.set(index, Receipts.link(Receipts.of(old.id(), 1_000_000 + by), old.place()));

    assertTrue(
        Chain.of(links).stream().anyMatch(chain -> !chain.flaws().isEmpty()), links::toString);
  }

  /** Two receipts whose contents were exchanged, each at the other's place. */
  @Property
  void findsEveryTwoThatWereSwapped(
      @ForAll @IntRange(min = 3, max = 20) int length,
      @ForAll @IntRange(min = 0, max = 1000) int which,
      @ForAll @IntRange(min = 1, max = 1000) int distance) {
    List<Link> links = Receipts.chain("a", length, Optional.empty());
    int one = which % length;
    int other = (one + 1 + distance % (length - 1)) % length;
    Link first = links.get(one);
    Link second = links.get(other);
    links.set(one, Receipts.link(Receipts.of(second.id(), 1000 + other), first.place()));
    links.set(other, Receipts.link(Receipts.of(first.id(), 1000 + one), second.place()));

    List<Flaw> flaws = Chain.of(links).getFirst().flaws();

    assertTrue(flaws.stream().anyMatch(flaw -> flaw instanceof Flaw.Unlinked), flaws::toString);
  }

  @Property
  void findsASecondReceiptOfTheSameNumber(
      @ForAll @IntRange(min = 1, max = 20) int length,
      @ForAll @IntRange(min = 0, max = 1000) int which) {
    List<Link> links = Receipts.chain("a", length, Optional.empty());
    Link one = links.get(which % length);
    links.add(Receipts.link(Receipts.of("r_other", 5), one.place()));

    List<Flaw> flaws = Chain.of(links).getFirst().flaws();

    assertTrue(flaws.contains(new Flaw.Forked(one.place().seq())), flaws::toString);
  }

  @Test
  void findsARequestThatWasPaidTwice() {
    List<Link> links = Receipts.chain("a", 2, Optional.empty());
    Link last = links.getLast();
    links.add(Receipts.link(Receipts.of("r_a0", 5), Place.after(last.head())));

    assertEquals(List.of(new Flaw.Repeated(3, "r_a0")), Chain.of(links).getFirst().flaws());
  }

  @Test
  void saysWhereAChainBeginsThatIsNotAllHere() {
    List<Link> links = Receipts.chain("a", 9, Optional.empty()).subList(3, 7);

    assertEquals(
        List.of(new Chain("acme", "a", 4, 7, Optional.empty(), List.of())), Chain.of(links));
  }

  @Test
  void saysManyThatAreMissingInOne() {
    List<Link> links = Receipts.chain("a", 9, Optional.empty());
    links.subList(2, 6).clear();

    Flaw flaw = Chain.of(links).getFirst().flaws().getFirst();

    assertEquals(new Flaw.Missing(3, 6), flaw);
    assertEquals("3 to 6 are missing", flaw.toString());
  }

  /** Chain a, and chain b that follows it. */
  private static List<Link> two(int one, int other) {
    List<Link> links = new ArrayList<>(Receipts.chain("a", one, Optional.empty()));
    links.addAll(Receipts.chain("b", other, Optional.of(links.getLast().head())));
    return links;
  }

  private static Chain chainOf(List<Link> links, String instance) {
    return Chain.of(links).stream()
        .filter(chain -> chain.instance().equals(instance))
        .findFirst()
        .orElseThrow();
  }
}
