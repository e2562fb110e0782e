package dev.pixelgate.router.selection;

import static dev.pixelgate.router.selection.TestingStall.NOON;
import static dev.pixelgate.router.selection.TestingStall.offer;
import static dev.pixelgate.router.selection.TestingStall.taking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each policy looks at, one thing at a time. */
class PoliciesTest {
  private static final double NEW = Double.NaN;

  private final TestingStall stall = new TestingStall();

  @Test
  void cheapestAsksTheWarmOneOfTwoEquallyCheap() {
    stall.with(offer("alpha", "0.01 USD/Mpx").warm(false)).with("beta", "0.01 USD/Mpx");
    stall.seconds("alpha", 1).seconds("beta", 9);
    assertEquals(List.of("beta", "alpha"), stall.ranked());
  }

  @Test
  void cheapestAsksTheFasterOfTwoEquallyCheapAndWarm() {
    stall.with("alpha", "0.01 USD/Mpx").with("beta", "0.01 USD/Mpx");
    stall.seconds("alpha", 2).seconds("beta", 1);
    assertEquals(List.of("beta", "alpha"), stall.ranked());
  }

  @Test
  void cheapestTakesANewcomerForAsFastAsMost() {
    stall.candidates = 4;
    for (String name : List.of("a-new", "fast", "median", "slow")) {
      stall.with(name, "0.01 USD/Mpx");
    }
    stall.seconds("a-new", NEW).seconds("fast", 1).seconds("median", 2).seconds("slow", 5);
    assertEquals(List.of("fast", "a-new", "median", "slow"), stall.ranked());
  }

  @Test
  void cheapestNeverWeighsTimeAgainstPrice() {
    stall.with("dear", "0.010000001 USD/Mpx").with("cheap", "0.01 USD/Mpx");
    stall.seconds("dear", 0.001).seconds("cheap", 1000);
    assertEquals(List.of("cheap", "dear"), stall.ranked());
  }

  @Test
  void fastestAsksTheLeastExpectedSecondsWhateverTheyCost() {
    stall.with("cheap", "0.01 USD/Mpx").with("dear", "0.09 USD/Mpx").policy(PolicyName.FASTEST);
    stall.seconds("cheap", 2).seconds("dear", 1);
    assertEquals(List.of("dear", "cheap"), stall.ranked());
    stall.cap("0.05 USD/Mpx", "caps[0]");
    assertEquals(List.of("cheap"), stall.ranked());
  }

  @Test
  void fastestCountsAColdStartAndWhatFails() {
    stall.with(offer("cold", "0.01 USD/Mpx").warm(false)).with("flaky", "0.01 USD/Mpx");
    stall.with("steady", "0.02 USD/Mpx").policy(PolicyName.FASTEST);
    stall.seconds("cold", 1).seconds("steady", 20);
    stall.health("flaky", 15, 0.5, 0, Instant.EPOCH);
    assertEquals(List.of("steady", "flaky", "cold"), stall.ranked());
  }

  @Test
  void fastestAsksTheCheaperOfTwoEquallyFast() {
    stall.with("dear", "0.02 USD/Mpx").with("cheap", "0.01 USD/Mpx").policy(PolicyName.FASTEST);
    assertEquals(List.of("cheap", "dear"), stall.ranked());
  }

  @Test
  void balancedPaysForASecondWhatItIsWorth() {
    stall.with("slow", "0.0100 USD/Mpx").with("quick", "0.0104 USD/Mpx");
    stall.policy(PolicyName.BALANCED).seconds("quick", 1).seconds("slow", 4.9);
    assertEquals(List.of("slow", "quick"), stall.ranked());
    stall.seconds("slow", 5.1);
    assertEquals(List.of("quick", "slow"), stall.ranked());
  }

  @Test
  void balancedCountsAFailureOnceMoreWhereItIsOwed() {
    stall.with("flaky", "0.0100 USD/Mpx").with("steady", "0.0104 USD/Mpx");
    stall.policy(PolicyName.BALANCED).health("flaky", 0, 0.1, 0, Instant.EPOCH);
    stall.seconds("steady", 0);
    assertEquals(List.of("flaky", "steady"), stall.ranked());
    stall.owedOnDispatch.add("flaky");
    assertEquals(List.of("steady", "flaky"), stall.ranked());
  }

  @Test
  void balancedCountsAColdStart() {
    stall.with(offer("cold", "0.010 USD/Mpx").warm(false)).with("warm", "0.0129 USD/Mpx");
    stall.policy(PolicyName.BALANCED);
    assertEquals(List.of("warm", "cold"), stall.ranked());
    stall.offers.set(1, offer("warm", "0.0131 USD/Mpx"));
    assertEquals(List.of("cold", "warm"), stall.ranked());
  }

  @Test
  void weightedDrawsHalfThePriceFourTimesAsOften() {
    stall.with("one", "0.01 USD/Mpx").with("two", "0.02 USD/Mpx").policy(PolicyName.WEIGHTED);
    assertEquals(0.8, firsts(10_000).get("one"), 0.01);
  }

  /** Ones that may not be asked weigh almost all here, so that draws miss and all is summed. */
  @Test
  void weightedKeepsTheOddsAmongThoseWhoMayBeAsked() {
    for (int i = 0; i < 50; i++) {
      stall.with(taking(offer("full" + i, "0.0001 USD/Mpx"), 1)).inFlight("full" + i, 1);
    }
    stall.with("one", "0.01 USD/Mpx").with("two", "0.02 USD/Mpx").policy(PolicyName.WEIGHTED);
    assertEquals(0.8, firsts(10_000).get("one"), 0.01);
  }

  @Test
  void weightedDrawsFreeOnesFirstAndEachAsOften() {
    stall.with("dear", "0.01 USD/Mpx").with("free1", "0 USD/px").with("free2", "0 wei/px");
    stall.rate = Optional.of(Rate.fixed(BigDecimal.TEN));
    stall.policy(PolicyName.WEIGHTED);
    assertEquals(0.5, firsts(10_000).get("free1"), 0.02);
    assertEquals("dear", stall.ranked().getLast());
  }

  @Test
  void weightedDrawsEachAtMostOnce() {
    stall.with("one", "0.01 USD/Mpx").with("two", "99 USD/Mpx").with("three", "98 USD/Mpx");
    stall.policy(PolicyName.WEIGHTED).candidates = 9;
    for (stall.seed = 0; stall.seed < 100; stall.seed++) {
      assertEquals(
          List.of("one", "three", "two"), stall.ranked().stream().sorted().toList(), "each once");
    }
  }

  @Test
  void everyPolicyAsksForFreeOnesToo() {
    for (PolicyName policy : PolicyName.values()) {
      TestingStall free = new TestingStall().with("free", "0 USD/px").policy(policy);
      assertEquals(List.of("free"), free.ranked(), policy::toString);
    }
  }

  @Test
  void everyPolicyKeepsTheSuspendedForLast() {
    for (PolicyName policy : PolicyName.values()) {
      TestingStall two = new TestingStall().with("bad", "0 USD/px").with("good", "9 USD/Mpx");
      two.policy(policy).suspended("bad", NOON.plusSeconds(9)).seconds("good", 99);
      assertEquals(List.of("good", "bad"), two.ranked(), policy::toString);
    }
  }

  @Test
  void everyNameIsReadAsItIsWritten() {
    for (PolicyName policy : PolicyName.values()) {
      assertEquals(policy, PolicyName.of(policy.toString()).orElseThrow());
    }
    assertTrue(PolicyName.of("Cheapest").isEmpty());
  }

  private static Question seeded(Question question, long seed) {
    return new Question(
        question.demand(),
        question.shelves(),
        question.caps(),
        question.health(),
        question.now(),
        seed,
        question.policy(),
        question.wanted());
  }

  /** How often each is drawn first, over this many seeds. */
  private Map<String, Double> firsts(int seeds) {
    Map<String, Double> shares = new HashMap<>();
    Question question = stall.question();
    for (long seed = 0; seed < seeds; seed++) {
      String first = TestingStall.ranked(TestingStall.select(seeded(question, seed))).getFirst();
      shares.merge(first, 1.0 / seeds, Double::sum);
    }
    return shares;
  }
}
