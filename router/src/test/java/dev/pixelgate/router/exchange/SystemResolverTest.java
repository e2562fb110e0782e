package dev.pixelgate.router.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names that a name server is slow to answer. */
class SystemResolverTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final WorkerExecutor oneThread = vertx.createSharedWorkerExecutor("names-in-test", 1);
  private final CountDownLatch held = new CountDownLatch(1);
  private final List<String> lookedUp = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    held.countDown();
    join(vertx.close());
  }

  private InetAddress[] lookUp(String host) throws IOException {
    lookedUp.add(host);
    if (host.equals("slow.example")) {
      try {
        assertTrue(held.await(60, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private SystemResolver resolver(Duration timeout, int most) {
    return new SystemResolver(oneThread, timeout, most, this::lookUp);
  }

  private Future<List<InetAddress>> resolve(HostResolver resolver, String host) {
    Promise<List<InetAddress>> answer = Promise.promise();
    vertx.runOnContext(run -> resolver.resolve(host).onComplete(answer));
    return answer.future();
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static Throwable failure(Future<?> future) {
    Throwable thrown = assertThrows(CompletionException.class, () -> join(future)).getCause();
    return java.util.Objects.requireNonNull(thrown);
  }

  @Test
  void looksUpNoNameThatNobodyWaitsForAnyMore() {
    SystemResolver patient = resolver(LONG, 10);
    Future<List<InetAddress>> slow = resolve(patient, "slow.example");

    assertInstanceOf(
        TimeoutException.class,
        failure(resolve(resolver(Duration.ofMillis(1), 10), "late.example")));
    held.countDown();
    join(slow);
    join(resolve(patient, "next.example"));

    assertEquals(List.of("slow.example", "next.example"), lookedUp);
  }

  @Test
  void refusesANameBeyondItsLimitUntilOneIsThrough() {
    SystemResolver narrow = resolver(LONG, 2);
    Future<List<InetAddress>> slow = resolve(narrow, "slow.example");
    Future<List<InetAddress>> second = resolve(narrow, "second.example");

    Throwable refused = failure(resolve(narrow, "third.example"));

    assertInstanceOf(NamesBusyException.class, refused);
    assertEquals(
        "2 host names are looked up already, of the limit of 2 names", refused.getMessage());
    held.countDown();
    join(slow);
    join(second);
    assertEquals(List.of(InetAddress.getLoopbackAddress()), join(resolve(narrow, "third.example")));
  }

  /** A name server of a client's holds up no result that was bought. */
  @Test
  void strangersNamesHaveThreadsOfTheirOwn() {
    HostResolver own = HostResolver.system(vertx, LONG);
    WorkerExecutor strangers = vertx.createSharedWorkerExecutor("pixelgate-strangers-names", 8);
    for (int i = 0; i < 8; i++) {
      strangers.executeBlocking(() -> lookUp("slow.example"), false);
    }

    String here = InetAddress.getLoopbackAddress().getHostAddress();

    assertInstanceOf(
        TimeoutException.class,
        failure(resolve(HostResolver.ofStrangers(vertx, Duration.ofMillis(50)), here)));
    assertEquals(List.of(InetAddress.getLoopbackAddress()), join(resolve(own, here)));
  }
}
