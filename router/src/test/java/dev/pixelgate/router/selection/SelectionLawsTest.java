package dev.pixelgate.router.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.router.health.Health;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every market, whatever its offers, caps, rates and health. */
class SelectionLawsTest {
  @Property
  void neverChoosesOverACapNorWhoCannotDoIt(@ForAll("stalls") TestingStall stall) {
    for (Candidate chosen : all(stall)) {
      assertTrue(isAble(stall, chosen.offer()), chosen::toString);
      assertTrue(isWithinCaps(stall, chosen.offer()), chosen::toString);
      assertTrue(hasRoom(stall, chosen.offer()), chosen::toString);
      assertEquals(usd(stall, chosen.offer()).charge(TestingStall.MEGAPIXEL), chosen.charge());
    }
  }

  @Property
  void forgetsNobodyAndNamesNobodyTwice(@ForAll("stalls") TestingStall stall) {
    List<Offer> chosen = all(stall).stream().map(Candidate::offer).toList();
    Set<Offer> due =
        Set.copyOf(
            stall.offers.stream()
                .filter(offer -> isAble(stall, offer) && isWithinCaps(stall, offer))
                .filter(offer -> hasRoom(stall, offer))
                .toList());
    assertEquals(due, new HashSet<>(chosen));
    assertEquals(due.size(), chosen.size());
  }

  @Property
  void asksNobodySuspendedBeforeSomebodyWhoIsNot(@ForAll("stalls") TestingStall stall) {
    List<Boolean> suspended =
        all(stall).stream().map(one -> isSuspended(stall, one.offer())).toList();
    assertEquals(suspended.stream().sorted().toList(), suspended);
    assertEquals(suspended, all(stall).stream().map(Candidate::lastResort).toList());
  }

  @Property
  void aCheaperOneNeverLosesUnderCheapest(@ForAll("stalls") TestingStall stall) {
    List<Candidate> ranked = all(stall.policy(PolicyName.CHEAPEST));
    for (boolean suspended : new boolean[] {false, true}) {
      List<UsdRatio> prices =
          ranked.stream()
              .filter(one -> one.lastResort() == suspended)
              .map(one -> one.ask().perPixel())
              .toList();
      assertEquals(prices.stream().sorted().toList(), prices);
    }
  }

  /** While somebody is left who is not suspended; the next law is for the others. */
  @Property
  void anotherOfferNeverRaisesTheChargeUnderCheapest(
      @ForAll("stalls") TestingStall stall, @ForAll Random random) {
    Optional<Candidate> before = first(stall.policy(PolicyName.CHEAPEST));
    stall.with(RandomStall.offer("another", random));
    Optional<Candidate> after = first(stall);
    if (before.isPresent() && !before.get().lastResort()) {
      Usd charge = before.get().charge();
      assertTrue(after.orElseThrow().charge().compareTo(charge) <= 0, after::toString);
    }
  }

  /** One who is not suspended goes first at any price within the caps; nobody else raises it. */
  @Property
  void overSuspendedOnesOnlyAHealthyOneRaisesTheChargeUnderCheapest(
      @ForAll("stalls") TestingStall stall, @ForAll Random random) {
    stall.policy(PolicyName.CHEAPEST);
    stall.offers.forEach(one -> suspend(stall, one));
    Optional<Candidate> before = first(stall);
    Offer another = RandomStall.offer("another", random);
    stall.with(another);
    RandomStall.health(stall, "another", random);
    Optional<Candidate> after = first(stall);
    boolean open =
        isAble(stall, another) && isWithinCaps(stall, another) && hasRoom(stall, another);
    if (open && !isSuspended(stall, another)) {
      assertEquals(another, after.orElseThrow().offer());
    } else if (before.isPresent()) {
      Usd charge = before.get().charge();
      assertTrue(after.orElseThrow().charge().compareTo(charge) <= 0, after::toString);
    }
  }

  @Property
  void theOrderOfTheListDoesNotMatter(@ForAll("stalls") TestingStall stall, @ForAll Random random) {
    Selection before = stall.select();
    Collections.shuffle(stall.offers, random);
    assertEquals(facts(before), facts(stall.select()));
  }

  @Property
  void theSameQuestionGetsTheSameAnswer(@ForAll("stalls") TestingStall stall) {
    Question question = stall.question();
    assertEquals(TestingStall.select(question), TestingStall.select(question));
    assertEquals(
        new Decision(question, TestingStall.SELECTOR).explain(),
        new Decision(question, TestingStall.SELECTOR).explain());
  }

  @Property
  void askingForMoreAppends(@ForAll("stalls") TestingStall stall) {
    Question question = stall.question();
    List<String> whole = TestingStall.ranked(TestingStall.select(question.wanting(99)));
    for (int wanted = 1; wanted <= whole.size(); wanted++) {
      Selection some = TestingStall.select(question.wanting(wanted));
      assertEquals(whole.subList(0, wanted), TestingStall.ranked(some));
      assertEquals(wanted < whole.size(), wanted < whole.size() && isCutOff(some));
    }
  }

  @Property
  void refusesForTheRightReason(@ForAll("stalls") TestingStall stall) {
    List<Offer> able = stall.offers.stream().filter(one -> isAble(stall, one)).toList();
    List<Offer> within = able.stream().filter(one -> isWithinCaps(stall, one)).toList();
    Selection selection = stall.select();
    if (within.stream().anyMatch(one -> hasRoom(stall, one))) {
      assertInstanceOf(Selection.Eligible.class, selection);
    } else if (!within.isEmpty()) {
      assertTrue(assertInstanceOf(Selection.NobodyNow.class, selection).full());
    } else if (!able.isEmpty()) {
      var over = assertInstanceOf(Selection.OverCap.class, selection);
      UsdRatio least =
          able.stream().map(one -> usd(stall, one)).min(Comparator.naturalOrder()).orElseThrow();
      assertEquals(least, over.nearest().ask().perPixel());
    } else if (stall.offers.stream().noneMatch(one -> one.reads(stall.format))) {
      assertInstanceOf(Selection.NobodyReads.class, selection);
    } else {
      assertFalse(assertInstanceOf(Selection.NobodyNow.class, selection).full());
    }
  }

  @Property
  void explainsEveryOfferOnceAndAsItWasChosen(@ForAll("stalls") TestingStall stall) {
    Explanation explanation = stall.explain();
    assertEquals(stall.select(), explanation.selection());
    assertEquals(
        stall.offers.stream().map(Offer::orchestrator).sorted().toList(),
        explanation.standings().stream().map(Standing::orchestrator).sorted().toList());
    assertEquals(
        all(stall).stream().map(one -> one.offer().orchestrator()).toList(),
        ranked(explanation).map(Standing.Ranked::orchestrator).toList());
  }

  /** Replaces the price of each loser by the one that is said to win, and by a little more. */
  @Property
  void eachLoserWinsAtThePriceThatIsSaidAndNotAbove(@ForAll("stalls") TestingStall stall) {
    for (Standing loser : stall.explain().standings()) {
      if (loser.wouldHaveWon().isPresent()) {
        WinningPrice price = loser.wouldHaveWon().get();
        UsdRatio wins = price.inclusive() ? price.perPixel() : part(price.perPixel(), 999_999);
        UsdRatio loses = price.inclusive() ? above(wins) : price.perPixel();
        assertTrue(wins(stall, loser.orchestrator(), wins), loser::toString);
        assertFalse(wins(stall, loser.orchestrator(), loses), loser::toString);
      }
    }
  }

  @Property
  void aLoserForWhomNoPriceIsSaidDoesNotWinForNothing(@ForAll("stalls") TestingStall stall) {
    if (stall.policy == PolicyName.WEIGHTED) {
      return;
    }
    List<Standing> standings = stall.explain().standings();
    boolean winner = standings.getFirst() instanceof Standing.Ranked;
    for (Standing loser : standings.subList(winner ? 1 : 0, standings.size())) {
      boolean rated =
          !(loser instanceof Standing.Out(Exclusion.NoRate n, var a, var b, var c, var d));
      if (rated && loser.wouldHaveWon().isEmpty()) {
        assertFalse(wins(stall, loser.orchestrator(), UsdRatio.zero()), loser::toString);
      }
    }
  }

  private static boolean wins(TestingStall stall, String name, UsdRatio perPixel) {
    List<Offer> before = List.copyOf(stall.offers);
    stall.offers.replaceAll(
        one -> one.orchestrator().equals(name) ? RandomStall.priced(one, perPixel) : one);
    Optional<Candidate> first = first(stall);
    stall.offers.clear();
    stall.offers.addAll(before);
    return first.filter(one -> one.offer().orchestrator().equals(name)).isPresent();
  }

  /** By two of the sixth digit; near nothing by a part of the time's worth. */
  private static UsdRatio above(UsdRatio price) {
    UsdRatio more = part(price, 1_000_021);
    BigInteger inverse = BigInteger.TEN.pow(20);
    return UsdRatio.of(
        more.numerator().multiply(inverse).add(more.denominator()),
        more.denominator().multiply(inverse));
  }

  /** So many millionths of it. */
  private static UsdRatio part(UsdRatio price, long millionths) {
    return UsdRatio.of(
        price.numerator().multiply(BigInteger.valueOf(millionths)),
        price.denominator().multiply(BigInteger.valueOf(1_000_000)));
  }

  private static Stream<Standing.Ranked> ranked(Explanation explanation) {
    return explanation.standings().stream()
        .filter(Standing.Ranked.class::isInstance)
        .map(Standing.Ranked.class::cast);
  }

  private static List<Candidate> all(TestingStall stall) {
    return TestingStall.select(stall.question().wanting(99)) instanceof Selection.Eligible eligible
        ? eligible.ranked()
        : List.of();
  }

  private static Optional<Candidate> first(TestingStall stall) {
    return all(stall).stream().findFirst();
  }

  private static boolean isCutOff(Selection selection) {
    return selection instanceof Selection.Eligible eligible && eligible.more();
  }

  /** Without the order of those who are not on the shelf, which is that of the list. */
  private static List<Object> facts(Selection selection) {
    return switch (selection) {
      case Selection.Eligible e -> List.of(e);
      case Selection.OverCap o -> List.of(o.cap(), o.nearest(), Set.copyOf(o.excluded()));
      case Selection.NobodyReads n -> List.of(n.read(), Set.copyOf(n.excluded()));
      case Selection.NobodyNow n -> List.of(n.full(), n.retryAfter(), Set.copyOf(n.excluded()));
      case Selection.Gone g -> List.of(g);
      case Selection.UnknownModel u -> List.of(u);
    };
  }

  private static boolean isAble(TestingStall stall, Offer offer) {
    boolean known = offer.price().inUsd(fresh(stall)).isPresent();
    boolean capsKnown =
        stall.caps.stream()
            .allMatch(cap -> cap.perPixel(TestingStall.MEGAPIXEL, fresh(stall)).isPresent());
    return offer.reads(stall.format)
        && TestingStall.NOON.isBefore(offer.soldUntil())
        && known
        && capsKnown;
  }

  private static boolean isWithinCaps(TestingStall stall, Offer offer) {
    for (Cap cap : stall.caps) {
      UsdRatio most = cap.perPixel(TestingStall.MEGAPIXEL, fresh(stall)).orElseThrow();
      if (usd(stall, offer).compareTo(most) > 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasRoom(TestingStall stall, Offer offer) {
    Health health = stall.healthOf(offer.orchestrator());
    return offer.capacity().isEmpty() || health.inFlight() < offer.capacity().getAsInt();
  }

  private static boolean isSuspended(TestingStall stall, Offer offer) {
    return stall.healthOf(offer.orchestrator()).suspendedUntil().isAfter(TestingStall.NOON);
  }

  private static void suspend(TestingStall stall, Offer offer) {
    Health known = stall.healthOf(offer.orchestrator());
    stall.health.put(
        offer.orchestrator(),
        new Health(
            known.secondsPerPixel(),
            known.failures(),
            known.inFlight(),
            TestingStall.NOON.plusSeconds(1)));
  }

  private static UsdRatio usd(TestingStall stall, Offer offer) {
    return offer.price().inUsd(fresh(stall)).orElseThrow();
  }

  private static Optional<Rate> fresh(TestingStall stall) {
    return stall.rate.filter(rate -> rate.isFresh(TestingStall.NOON));
  }

  @Provide
  Arbitrary<TestingStall> stalls() {
    return Arbitraries.randomValue(RandomStall::of);
  }
}
