package dev.pixelgate.router.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What attempts teach about an orchestrator, and who may be asked next. */
class HealthBoardTest {
  private static final Duration QUICK = Duration.ofMillis(5);
  private static final Pixels MEGAPIXEL = new Pixels(1_000_000);

  private final TestingClock clock = new TestingClock();
  private final HealthBoard board = new HealthBoard(clock);
  private final int alpha = board.of("alpha", Pipeline.UPSCALE);
  private final int beta = board.of("beta", Pipeline.UPSCALE);

  @Test
  void givesSeatsWithoutGapsAndForGood() {
    assertEquals(List.of(0, 1), List.of(alpha, beta));
    assertEquals(2, board.of("alpha", Pipeline.TEXT_TO_IMAGE));
    assertEquals(0, board.of("alpha", Pipeline.UPSCALE));
  }

  @Test
  void knowsNothingOfANewcomer() {
    assertEquals(Health.UNKNOWN, board.snapshot().of(alpha));
    assertEquals(Health.UNKNOWN, board.snapshot().of(12_345));
  }

  @Test
  void learnsTheSecondsOfAPixel() {
    serve(alpha, Duration.ofSeconds(2));

    assertEquals(2e-6, health(alpha).secondsPerPixel(), 1e-12);
    assertTrue(Double.isNaN(health(beta).secondsPerPixel()));
  }

  @Test
  void isNotLedAstrayByThumbnails() {
    for (int i = 0; i < 8; i++) {
      serve(alpha, Duration.ofSeconds(2));
      enter(alpha).served(QUICK, new Pixels(64));
    }

    assertEquals(2e-6, health(alpha).secondsPerPixel(), 2e-8);
  }

  @Test
  void follows63PercentOfAChangeIn8Attempts() {
    serve(alpha, Duration.ofSeconds(1));
    for (int i = 0; i < 8; i++) {
      serve(alpha, Duration.ofSeconds(2));
    }

    assertEquals(1.656e-6, health(alpha).secondsPerPixel(), 1e-9);
  }

  @Test
  void countsThoseInFlight() {
    Turn first = enter(alpha);
    Turn second = board.insist(alpha);
    assertEquals(2, health(alpha).inFlight());

    first.served(QUICK, MEGAPIXEL);
    second.dropped();
    assertEquals(0, health(alpha).inFlight());
  }

  @Test
  void letsNobodyInWhenItIsFull() {
    Turn first = board.enter(alpha, OptionalInt.of(1), true).orElseThrow();
    assertTrue(board.enter(alpha, OptionalInt.of(1), true).isEmpty());

    first.served(QUICK, MEGAPIXEL);
    assertTrue(board.enter(alpha, OptionalInt.of(1), true).isPresent());
  }

  @Test
  void suspendsAfterAFailureForOneSecond() {
    fail(alpha);

    assertEquals(clock.instant().plusSeconds(1), health(alpha).suspendedUntil());
    assertTrue(refuses(alpha));
    assertFalse(refuses(beta));
    clock.pass(1);
    assertFalse(refuses(alpha));
  }

  @Test
  void suspendsTwiceAsLongEachTimeUpToFiveMinutes() {
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      fail(alpha);
      seconds.add(suspension(alpha).toSeconds());
      clock.pass(suspension(alpha));
    }

    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L), seconds);
  }

  @Test
  void suspendsForAsLongAsASlowFailureTook() {
    enter(alpha).failed(Duration.ofSeconds(30));

    assertEquals(Duration.ofSeconds(30), suspension(alpha));
  }

  @Test
  void letsOneRequestAtATimeTryItAfterItsSuspension() {
    fail(alpha);
    clock.pass(1);

    Turn probe = enter(alpha);
    assertTrue(refuses(alpha));
    probe.served(QUICK, MEGAPIXEL);

    enter(alpha);
    assertFalse(refuses(alpha));
  }

  @Test
  void letsNobodyTryItWhoHasTriedAnotherOne() {
    fail(alpha);
    clock.pass(1);

    assertTrue(board.enter(alpha, OptionalInt.empty(), false).isEmpty());
    assertTrue(enter(alpha).isProbe());
    assertFalse(enter(beta).isProbe());
  }

  @Test
  void letsTheNextOneTryWhenTheFirstLearntNothing() {
    fail(alpha);
    clock.pass(1);

    enter(alpha).dropped();

    assertFalse(refuses(alpha));
  }

  @Test
  void strikesOnceForAttemptsThatFailTogether() {
    List<Turn> together = List.of(enter(alpha), enter(alpha), enter(alpha));
    together.forEach(turn -> turn.failed(QUICK));

    assertEquals(Duration.ofSeconds(1), suspension(alpha));
  }

  @Test
  void strikesAgainForAnInsistentRequestThatFails() {
    fail(alpha);
    board.insist(alpha).failed(QUICK);

    assertEquals(Duration.ofSeconds(2), suspension(alpha));
  }

  @Test
  void trustsItAgainAsSoonAsItServes() {
    fail(alpha);
    board.insist(alpha).served(QUICK, MEGAPIXEL);

    assertEquals(Instant.EPOCH, health(alpha).suspendedUntil());
    assertFalse(refuses(alpha));
  }

  @Test
  void forgivesAStrikeWithEachPictureAndEachMinute() {
    fail(alpha);
    clock.pass(suspension(alpha));
    fail(alpha);
    clock.pass(suspension(alpha));
    fail(alpha);
    clock.pass(suspension(alpha).plusMinutes(2));
    fail(alpha);
    assertEquals(Duration.ofSeconds(2), suspension(alpha));

    clock.pass(suspension(alpha));
    serve(alpha, QUICK);
    serve(alpha, QUICK);
    fail(alpha);
    assertEquals(Duration.ofSeconds(1), suspension(alpha));
  }

  @Test
  void doesNotCountBeingBusyAsAFailure() {
    enter(alpha).busy(Duration.ofSeconds(7));

    assertEquals(Duration.ofSeconds(7), suspension(alpha));
    assertEquals(0, health(alpha).failures());
    clock.pass(7);
    enter(alpha);
    assertFalse(refuses(alpha), "no probation after being busy");
  }

  @Test
  void doesNotShortenASuspensionByABusyAnswer() {
    enter(alpha).failed(Duration.ofSeconds(30));
    board.insist(alpha).busy(Duration.ofSeconds(1));

    assertEquals(Duration.ofSeconds(30), suspension(alpha));
  }

  @Test
  void smoothsTheShareOfFailuresAndHalvesItInFiveMinutes() {
    fail(alpha);
    assertEquals(0.125, health(alpha).failures(), 1e-9);
    board.insist(alpha).served(QUICK, MEGAPIXEL);
    assertEquals(0.109375, health(alpha).failures(), 1e-9);

    clock.pass(300);
    assertEquals(0.0546875, health(alpha).failures(), 1e-9);
    clock.pass(3600);
    assertEquals(0, health(alpha).failures());
  }

  @Test
  void countsAContradictedRejectionAsAFailure() {
    Turn rejected = enter(alpha);
    rejected.dropped();
    assertFalse(refuses(alpha));

    rejected.contradicted();
    assertTrue(refuses(alpha));
    assertEquals(0, health(alpha).inFlight());
  }

  @Test
  void givesThreeTimesTheUsualAndAtLeastThirtySeconds() {
    assertEquals(Duration.ofSeconds(30), board.patience(alpha, MEGAPIXEL));
    serve(alpha, Duration.ofSeconds(20));
    assertEquals(Duration.ofSeconds(60), board.patience(alpha, MEGAPIXEL));
    assertEquals(Duration.ofSeconds(30), board.patience(alpha, new Pixels(1000)));
    assertEquals(Duration.ofHours(1), board.patience(alpha, new Pixels(1L << 40)));
  }

  @Test
  void givesTwiceAsLongAfterATimeOutUntilOneIsServed() {
    enter(alpha).timedOut(Duration.ofSeconds(30));
    assertEquals(Duration.ofSeconds(60), board.patience(alpha, MEGAPIXEL));
    board.insist(alpha).timedOut(Duration.ofSeconds(60));
    assertEquals(Duration.ofSeconds(120), board.patience(alpha, MEGAPIXEL));

    board.insist(alpha).served(Duration.ofSeconds(70), MEGAPIXEL);
    assertEquals(Duration.ofSeconds(210), board.patience(alpha, MEGAPIXEL));
  }

  @Test
  void blamesForARequestsDeadlineOnlyWhoWasSlow() {
    serve(alpha, Duration.ofSeconds(1));
    enter(alpha).cutOff(Duration.ofSeconds(3), MEGAPIXEL, true);
    assertFalse(refuses(alpha));
    enter(alpha).cutOff(Duration.ofSeconds(4), MEGAPIXEL, false);
    assertTrue(refuses(alpha));
  }

  @Test
  void blamesANewcomerForARequestsDeadlineOnlyWhenItHadItsChance() {
    enter(alpha).cutOff(Duration.ofSeconds(4), MEGAPIXEL, false);
    assertFalse(refuses(alpha));
    enter(alpha).cutOff(Duration.ofSeconds(4), MEGAPIXEL, true);
    assertTrue(refuses(alpha));
  }

  @Test
  void keepsASnapshotAsItWas() {
    HealthSnapshot before = board.snapshot();
    assertSame(before, board.snapshot());
    fail(alpha);

    assertEquals(Health.UNKNOWN, before.of(alpha));
    assertNotEquals(Health.UNKNOWN, health(alpha));
  }

  @Test
  void keepsAThousandSeatsApart() {
    for (int i = 0; i < 1000; i++) {
      int seat = board.of("s" + i, Pipeline.UPSCALE);
      enter(seat).served(Duration.ofMillis(1 + i), MEGAPIXEL);
    }
    HealthSnapshot snapshot = board.snapshot();
    for (int i = 0; i < 1000; i++) {
      double seconds = snapshot.of(board.of("s" + i, Pipeline.UPSCALE)).secondsPerPixel();
      assertEquals((1 + i) * 1e-9, seconds, 1e-15);
    }
  }

  @Test
  void losesNothingWhenManyThreadsLearn() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int seat = i % 4;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < 2_000; n++) {
                      board.insist(seat).served(Duration.ofSeconds(1), MEGAPIXEL);
                      board.insist(seat);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int seat = 0; seat < 4; seat++) {
      assertEquals(4_000, health(seat).inFlight());
    }
  }

  @Test
  void endsATurnOnce() {
    Turn turn = enter(alpha);
    turn.dropped();

    assertThrows(IllegalStateException.class, turn::dropped);
    assertEquals(0, health(alpha).inFlight());
  }

  private void serve(int seat, Duration took) {
    enter(seat).served(took, MEGAPIXEL);
  }

  private void fail(int seat) {
    enter(seat).failed(QUICK);
  }

  private Turn enter(int seat) {
    return board.enter(seat, OptionalInt.empty(), true).orElseThrow();
  }

  private boolean refuses(int seat) {
    Optional<Turn> turn = board.enter(seat, OptionalInt.empty(), true);
    turn.ifPresent(Turn::dropped);
    return turn.isEmpty();
  }

  private Health health(int seat) {
    return board.snapshot().of(seat);
  }

  private Duration suspension(int seat) {
    return Duration.between(clock.instant(), health(seat).suspendedUntil());
  }
}
