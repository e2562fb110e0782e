package dev.pixelgate.function.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store of uploads does. */
abstract class UploadStoreContract {
  static final long MOST = 1 << 20;
  static final UploadRules RULES = new UploadRules(MOST, 8 * MOST, Duration.ofHours(1));

  /** Of a picture with so many bytes. */
  static Wish wish(long size) {
    return new Wish(OptionalLong.of(size), Optional.empty());
  }

  final Vertx vertx = Vertx.vertx();
  volatile Duration passed = Duration.ZERO;

  /** It goes on, and a test moves it. */
  final InstantSource clock = () -> Instant.now().plus(passed);

  /** The store, with nothing in it, of {@link #RULES} and {@link #clock}. */
  abstract UploadStore store();

  /** What another instance makes of the same configuration. */
  abstract UploadStore sameStore();

  /** Does what a client does; the status that it gets. */
  abstract int put(Place place, byte[] bytes) throws Exception;

  @AfterEach
  void close() {
    Blocking.join(vertx.close());
  }

  final <T> T await(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    vertx.runOnContext(run -> work.get().onComplete(done));
    return Blocking.join(done.future());
  }

  final Place place(Wish wish) {
    return place("acme", wish);
  }

  final Place place(String account, Wish wish) {
    Placing placing = await(() -> store().place(account, wish, "https://gate.example"));
    return assertInstanceOf(Placing.Given.class, placing).place();
  }

  final Referred open(UploadStore store, String id, String account) {
    return await(() -> store.open(id, account, new Cancellation()));
  }

  private byte[] bytes(UploadStore store, String id) {
    Referred.Found found = assertInstanceOf(Referred.Found.class, open(store, id, "acme"), id);
    Promise<byte[]> all = Promise.promise();
    Buffer buffer = Buffer.buffer();
    vertx.runOnContext(
        run ->
            found
                .bytes()
                .exceptionHandler(all::tryFail)
                .handler(buffer::appendBuffer)
                .endHandler(end -> all.tryComplete(buffer.getBytes()))
                .resume());
    return Blocking.join(all.future());
  }

  static void assertUnknown(Referred referred) {
    Failure failure = assertInstanceOf(Referred.Refused.class, referred).failure();
    assertInstanceOf(Failure.OfReference.Unknown.class, failure);
  }

  static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void givesBackWhatWasPutAsOftenAsItIsAsked() throws Exception {
    for (int size : List.of(1, 1000, 300_000, (int) MOST)) {
      Place place = place(wish(size));
      assertEquals(200, put(place, noise(size)));
      assertArrayEquals(noise(size), bytes(store(), place.id()));
      assertArrayEquals(noise(size), bytes(store(), place.id()));
    }
  }

  @Test
  void anyInstanceReadsIt() throws Exception {
    Place place = place(wish(5000));
    put(place, noise(5000));

    assertArrayEquals(noise(5000), bytes(sameStore(), place.id()));
  }

  @Test
  void givesEachClientAPlaceOfItsOwn() throws Exception {
    Place one = place(wish(10));
    Place other = place(wish(11));
    assertNotEquals(one.id(), other.id());
    assertNotEquals(one.url(), other.url());
    put(one, noise(10));
    put(other, noise(11));

    assertArrayEquals(noise(10), bytes(store(), one.id()));
    assertArrayEquals(noise(11), bytes(store(), other.id()));
  }

  @Test
  void saysHowItIsPut() {
    Place place = place(wish(MOST));
    assertTrue(place.id().matches("upl_[0-9a-f]{48}"), place.id());
    assertEquals(MOST, place.maxBytes());
    Duration left = Duration.between(clock.instant(), place.expires());
    assertTrue(left.toSeconds() > 14 * 60 && left.toSeconds() <= 15 * 60, left::toString);

    Place said = place(new Wish(OptionalLong.of(77), Optional.of("image/png")));
    assertEquals(77, said.maxBytes());
    assertEquals("image/png", said.headers().get("Content-Type"));
  }

  @Test
  void takesTheSizeThatWasSaidAndNoOther() throws Exception {
    Place place = place(new Wish(OptionalLong.of(77), Optional.of("image/png")));
    assertNotEquals(200, put(place, noise(76)));
    assertNotEquals(200, put(place, noise(78)));
    assertUnknown(open(store(), place.id(), "acme"));
    assertEquals(200, put(place, noise(77)));
    assertArrayEquals(noise(77), bytes(store(), place.id()));
  }

  /** Whoever has the URL puts one picture there, and nobody another one after it. */
  @Test
  void takesOnePictureAndNoOtherAfterIt() throws Exception {
    Place place = place(wish(77));
    assertEquals(200, put(place, noise(77)));
    assertNotEquals(200, put(place, new byte[77]));
    assertArrayEquals(noise(77), bytes(store(), place.id()));
  }

  @Test
  void knowsNothingThatIsNotThereOrNotTheAccounts() throws Exception {
    Place place = place(wish(10));
    assertUnknown(open(store(), place.id(), "acme"));
    put(place, noise(10));
    assertUnknown(open(store(), place.id(), "other"));
    assertUnknown(open(store(), new UploadIds().next("acme"), "acme"));
    for (String nonsense :
        List.of("", "upl_", "upl_../../x", place.id() + "0", "upl_" + "z".repeat(48))) {
      assertUnknown(open(store(), nonsense, "acme"));
    }
    assertArrayEquals(noise(10), bytes(store(), place.id()));
  }

  @Test
  void forgetsItAfterItsTime() throws Exception {
    Place place = place(wish(10));
    put(place, noise(10));
    passed = Duration.ofMinutes(59);
    assertArrayEquals(noise(10), bytes(store(), place.id()));
    passed = Duration.ofMinutes(61);
    assertUnknown(open(store(), place.id(), "acme"));
  }

  @Test
  void givesNothingToWhoHasStopped() throws Exception {
    Place place = place(wish(300_000));
    put(place, noise(300_000));
    Cancellation stop = new Cancellation();
    stop.cancel();

    Referred referred = await(() -> store().open(place.id(), "acme", stop));
    if (referred instanceof Referred.Found found) {
      Promise<Void> end = Promise.promise();
      Buffer all = Buffer.buffer();
      vertx.runOnContext(
          run -> {
            try {
              found
                  .bytes()
                  .exceptionHandler(broken -> end.tryComplete())
                  .handler(all::appendBuffer)
                  .endHandler(whole -> end.tryFail("it was read to its end"))
                  .resume();
              end.tryComplete();
            } catch (IllegalStateException closed) {
              end.tryComplete();
            }
          });
      Blocking.join(end.future());
      assertTrue(all.length() < 300_000);
    }
  }
}
