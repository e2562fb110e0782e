package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.router.livepeer.Pin;
import dev.pixelgate.router.livepeer.PinStore;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store of pins does. */
abstract class PinStoreContract {
  static final String ALPHA = "192.0.2.7:8935";
  static final Pin OLD = new Pin("0123456789abcdef".repeat(4));
  static final Pin NEW = new Pin("fedcba9876543210".repeat(4));

  /** A store that keeps nothing yet. */
  abstract PinStore store() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void knowsNobodyAtFirst() throws Exception {
    assertEquals(Optional.empty(), await(store().find(ALPHA)));
  }

  @Test
  void keepsAPinForEachAddress() throws Exception {
    PinStore store = store();
    await(store.save(ALPHA, OLD));
    await(store.save("[2001:db8::1]:443", NEW));
    assertEquals(Optional.of(OLD), await(store.find(ALPHA)));
    assertEquals(Optional.of(NEW), await(store.find("[2001:db8::1]:443")));
    assertEquals(Optional.empty(), await(store.find("192.0.2.7:8936")));
  }

  @Test
  void theNewPinTakesThePlaceOfTheOldOne() throws Exception {
    PinStore store = store();
    await(store.save(ALPHA, OLD));
    await(store.save(ALPHA, NEW));
    assertEquals(Optional.of(NEW), await(store.find(ALPHA)));
  }
}
