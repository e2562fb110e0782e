package dev.pixelgate.function.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.pricing.quote.QuotedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OutstandingTest {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final Usd LIMIT = new Usd(100);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private final Outstanding outstanding = new Outstanding(LIMIT, now::get);
  private int issued;

  private Quote quote(long picodollars) {
    return Quote.issue(
        "q_" + issued++,
        "acme",
        new QuotedJob(new Capability(Pipeline.UPSCALE, "some/model"), new Pixels(1), 1),
        new Usd(picodollars),
        Price.parse("1 USD/Mpx"),
        "alpha",
        now.get(),
        TTL);
  }

  private void pass(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  @Test
  void takesUpToTheLimitAndNoMore() {
    assertEquals(Optional.empty(), outstanding.add(quote(60)));
    assertEquals(Optional.empty(), outstanding.add(quote(40)));
    assertEquals(Optional.of(new Outstanding.Full(LIMIT, LIMIT, TTL)), outstanding.add(quote(1)));
  }

  @Test
  void saysWhenEnoughWillHaveExpired() {
    outstanding.add(quote(30));
    pass(Duration.ofMinutes(1));
    outstanding.add(quote(60));

    assertEquals(Duration.ofMinutes(4), outstanding.add(quote(40)).orElseThrow().retryAfter());
    assertEquals(TTL, outstanding.add(quote(41)).orElseThrow().retryAfter());
    assertEquals(TTL, outstanding.add(quote(101)).orElseThrow().retryAfter());
  }

  @Test
  void forgetsWhatWasUsedOrExpired() {
    Quote used = quote(100);
    outstanding.add(used);
    outstanding.remove(used.id());
    outstanding.remove(used.id());
    assertEquals(Usd.ZERO, outstanding.sum());

    assertEquals(Optional.empty(), outstanding.add(quote(100)));
    pass(TTL);
    assertEquals(Usd.ZERO, outstanding.sum());
  }

  /** Against a plain list, with every order of adding, using and waiting. */
  @RepeatedTest(20)
  void isTheSumOfWhatHolds(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Quote> expected = new ArrayList<>();
    for (int step = 0; step < 500; step++) {
      switch (random.nextInt(4)) {
        case 0 -> pass(Duration.ofSeconds(random.nextInt(90)));
        case 1 -> {
          if (!expected.isEmpty()) {
            outstanding.remove(expected.remove(random.nextInt(expected.size())).id());
          }
        }
        default -> {
          Quote one = quote(random.nextInt(60));
          if (outstanding.add(one).isEmpty()) {
            expected.add(one);
          }
        }
      }
      expected.removeIf(one -> !one.holdsAt(now.get()));
      long sum = expected.stream().mapToLong(one -> one.charge().picodollars()).sum();
      assertEquals(new Usd(sum), outstanding.sum(), "seed " + repetition.getCurrentRepetition());
      assertTrue(sum <= LIMIT.picodollars());
    }
  }
}
