package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.store.AccountLimits;
import dev.pixelgate.function.store.RequestRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often and how much at a time an account may ask. */
class ThrottleTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(-5);
  private final Throttle throttle = new Throttle(now::get);

  private static Account rated(String name, String rate) {
    return account(name, Optional.of(RequestRate.parse(rate)), Optional.empty());
  }

  private static Account account(
      String name, Optional<RequestRate> rate, Optional<Integer> concurrent) {
    return new Account(
        name, false, List.of(), new AccountLimits(Optional.empty(), rate, concurrent));
  }

  private static Failure.RateLimited limited(Optional<Failure> refusal) {
    return assertInstanceOf(Failure.RateLimited.class, refusal.orElseThrow());
  }

  private int entered(Account account, int times) {
    int entered = 0;
    for (int i = 0; i < times; i++) {
      entered += throttle.enter(account).isEmpty() ? 1 : 0;
    }
    return entered;
  }

  @Test
  void letsASecondsWorthInAtOnceAndTheRestAtItsRate() {
    Account acme = rated("acme", "20/s");
    assertEquals(20, entered(acme, 100));
    now.addAndGet(SECOND / 20);
    assertEquals(1, entered(acme, 100));
    now.addAndGet(10 * SECOND);
    assertEquals(20, entered(acme, 100));
  }

  @Test
  void saysWhenThereIsRoom() {
    Account acme = rated("acme", "4/min");
    assertEquals(1, entered(acme, 1));
    now.addAndGet(5 * SECOND);
    Failure.RateLimited refusal = limited(throttle.enter(acme));

    assertEquals(Duration.ofSeconds(10), refusal.retryAfter());
    assertEquals(4, refusal.limit());
    assertEquals("requests/min", refusal.unit());
    now.addAndGet(10 * SECOND);
    assertEquals(1, entered(acme, 2));
  }

  @Test
  void countsEachAccountByItself() {
    assertEquals(1, entered(rated("acme", "1/s"), 2));
    assertEquals(1, entered(rated("boss", "1/s"), 2));
    assertEquals(50, entered(new Account("free", false), 50));
  }

  @Test
  void takesAnotherRateWhenItIsNamed() {
    assertEquals(2, entered(rated("acme", "2/s"), 5));
    assertEquals(3, entered(rated("acme", "3/s"), 5));
  }

  @Test
  void letsSoManyRunAtATime() {
    Account acme = account("acme", Optional.empty(), Optional.of(2));
    assertEquals(2, entered(acme, 5));
    Failure.RateLimited refusal = limited(throttle.enter(acme));
    assertEquals(3, refusal.value());
    assertEquals(2, refusal.limit());
    throttle.leave(acme);
    assertEquals(1, entered(acme, 5));
  }

  @Test
  void whatIsTooFastDoesNotRun() {
    Account acme = account("acme", Optional.of(RequestRate.parse("1/s")), Optional.of(2));
    assertEquals(1, entered(acme, 5));
    now.addAndGet(SECOND);
    assertEquals(1, entered(acme, 5));
    now.addAndGet(SECOND);
    assertEquals("requests", limited(throttle.enter(acme)).unit());
  }

  /** What a rate means: no interval lets more through than its length and one burst allow. */
  @Test
  void noIntervalLetsMoreThrough() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Account acme = rated("acme", "7/s");
    long begin = now.get();
    int through = 0;
    for (int i = 0; i < 10_000; i++) {
      now.addAndGet(random.nextLong(SECOND / 5));
      through += entered(acme, random.nextInt(4));
      double most = 7 + (now.get() - begin) * 7 / 1e9;
      assertTrue(through <= most, "seed %d: %d over %f".formatted(seed, through, most));
    }
    assertTrue(through > (now.get() - begin) * 5 / 1e9, "seed " + seed + " only " + through);
  }

  @Test
  void holdsUnderManyThreads() throws InterruptedException {
    Account acme = account("acme", Optional.of(RequestRate.parse("50/s")), Optional.of(30));
    AtomicInteger entered = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads =
        java.util.stream.IntStream.range(0, 200)
            .mapToObj(
                i ->
                    Thread.startVirtualThread(
                        () -> {
                          try {
                            go.await();
                            entered.addAndGet(entered(acme, 1));
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .toList();
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(30, entered.get());
  }
}
