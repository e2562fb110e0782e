package dev.pixelgate.function.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.view.DecisionJson;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.selection.Decision;
import dev.pixelgate.router.selection.Explanation;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A decision that is packed, and unpacked elsewhere, is explained in the same words. */
class DecisionPackTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MARKETS = 50;
  private static final int MOVES = 30;
  private static final long SEED = Long.getLong("pixelgate.test.seed", 8);
  private static final Selector SELECTOR =
      new Selector(Caps.NONE, PolicyName.CHEAPEST, TimeWorth.DEFAULT);

  private final TestingPages written = new TestingPages();
  private int runs;

  private Pages pages(RandomMarket market) {
    String writer = "run " + runs++;
    return new Pages(
        (file, capability) ->
            new PageFile(
                writer,
                file,
                capability,
                HOUR,
                market::now,
                work -> Future.succeededFuture(work.get()),
                written::add));
  }

  private static Explanation explained(DecisionRecord record) {
    return new Decision(record.question(), SELECTOR).explain();
  }

  private static String json(DecisionRecord record) {
    return DecisionJson.of(record, explained(record)).encode();
  }

  /** Seats are numbers of one process. */
  private static String facts(DecisionRecord record) {
    Explanation explanation = explained(record);
    return (explanation.selection() + "\n" + explanation.standings()).replaceAll("seat=\\d+", "");
  }

  @Test
  void anyDecisionInAnyMarketIsToldInTheSameWords() {
    for (int i = 0; i < MARKETS; i++) {
      long seed = SEED + i;
      Random random = new Random(seed);
      RandomMarket market = new RandomMarket(random, 1 + random.nextInt(i % 5 == 0 ? 120 : 12));
      Pages pages = pages(market);
      Map<DecisionRecord, Shelfmark> marks = new LinkedHashMap<>();
      Map<DecisionRecord, byte[]> packed = new LinkedHashMap<>();
      for (int move = 0; move < MOVES; move++) {
        market.move();
        for (int j = random.nextInt(4); j > 0; j--) {
          DecisionRecord record = market.decide();
          Page page = pages.page(record.question());
          marks.put(record, page.mark());
          packed.put(record, DecisionPack.of(record, page));
        }
      }
      written.write();
      marks.forEach(
          (record, mark) -> {
            DecisionRecord again =
                new KeptDecision(
                        record.id(), record.account(), packed.get(record), written.of(mark))
                    .record();
            assertEquals(json(record), json(again), () -> "seed " + seed + " " + record.id());
            assertEquals(facts(record), facts(again), () -> "seed " + seed + " " + record.id());
            assertEquals(record.attempts(), again.attempts());
          });
    }
    assertTrue(written.changes() > written.wholes(), written::toString);
    assertTrue(written.wholes() > MARKETS, written::toString);
  }

  /** A quiet market: one page, however many ask. */
  @Test
  void decisionsFromOneBookShareAPage() {
    RandomMarket market = new RandomMarket(new Random(SEED), 12);
    Pages pages = pages(market);
    List<Page> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      DecisionRecord record = market.decide();
      if (record.question().demand().capability().model().equals("some/model")) {
        all.add(pages.page(record.question()));
      }
    }
    assertEquals(1, all.stream().distinct().count());
  }

  @Test
  void modelsThatNobodyHasShareAPage() {
    RandomMarket market = new RandomMarket(new Random(SEED), 12);
    Pages pages = pages(market);
    long different =
        Stream.generate(market::decide)
            .filter(one -> one.question().demand().capability().model().startsWith("never/"))
            .limit(50)
            .map(one -> pages.page(one.question()))
            .distinct()
            .count();
    assertEquals(1, different);
  }

  @Test
  void refusesWhatIsCutOffOrOfAnotherVersion() {
    RandomMarket market = new RandomMarket(new Random(SEED), 12);
    DecisionRecord record = market.decide();
    Page page = pages(market).page(record.question());
    byte[] packed = DecisionPack.of(record, page);
    written.write();
    List<byte[]> sheets = written.of(page.mark());
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThrows(
          IllegalArgumentException.class,
          () -> new KeptDecision("r", "acme", cut, sheets).record());
    }
    byte[] newer = packed.clone();
    newer[0] = 99;
    assertThrows(
        IllegalArgumentException.class,
        () -> new KeptDecision("r", "acme", newer, sheets).record());
  }

  /** A damaged byte may be read as another value, but never ends in another way than refusing. */
  @Test
  void refusesWhatIsDamaged() {
    for (long seed = SEED; seed < SEED + 20; seed++) {
      Random random = new Random(seed);
      RandomMarket market = new RandomMarket(random, 12);
      DecisionRecord record = market.decide();
      Page page = pages(market).page(record.question());
      byte[] packed = DecisionPack.of(record, page);
      written.write();
      List<byte[]> sheets = written.of(page.mark());
      for (int i = 0; i < 2_000; i++) {
        byte[] content = packed.clone();
        byte[] sheet = sheets.getFirst().clone();
        damage(random.nextBoolean() ? content : sheet, random);
        try {
          new KeptDecision("r", "acme", content, List.of(sheet)).record();
        } catch (IllegalArgumentException e) {
          assertTrue(e.getMessage().startsWith("the decision for r cannot"), e::getMessage);
        }
      }
    }
  }

  private static void damage(byte[] bytes, Random random) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
  }

  /** One that the store refuses, of several in the same transaction, which it undoes. */
  @Test
  void pagesAfterALostOneAreToldOfAgain() {
    RandomMarket market = new RandomMarket(new Random(SEED), 12);
    Pages pages = pages(market);
    Map<DecisionRecord, Shelfmark> marks = new LinkedHashMap<>();
    Map<DecisionRecord, byte[]> packed = new LinkedHashMap<>();
    for (int move = 0; move < 200; move++) {
      market.move();
      DecisionRecord record = market.decide();
      Page page = pages.page(record.question());
      marks.put(record, page.mark());
      packed.put(record, DecisionPack.of(record, page));
      if (move % 50 == 49) {
        written.writeLosing(7);
      }
    }
    int told = 0;
    for (var one : marks.entrySet()) {
      DecisionRecord record = one.getKey();
      if (written.has(one.getValue())) {
        told++;
        byte[] content = packed.get(record);
        KeptDecision kept =
            new KeptDecision(record.id(), record.account(), content, written.of(one.getValue()));
        assertEquals(json(record), json(kept.record()));
      }
    }
    assertTrue(written.lost() >= 4, written::toString);
    assertTrue(written.changes() > written.wholes(), written::toString);
    assertTrue(told > 100, told + " of " + marks.size());
  }
}
