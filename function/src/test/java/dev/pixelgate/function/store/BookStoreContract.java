package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.UsdPerPixel;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.discovery.PeerAddress;
import dev.pixelgate.router.discovery.SavedBook;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of the last price book does. */
abstract class BookStoreContract {
  static final Instant SEEN = Instant.parse("2026-11-28T23:59:59.123456789Z");
  static final Capability UPSCALE =
      new Capability(Pipeline.UPSCALE, "xinntao/realesr-general-x4v3");
  private static final SavedBook EMPTY = new SavedBook(List.of(), List.of(), List.of());

  /** A store that keeps nothing yet. */
  abstract BookStore store() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  static Offer offer(String orchestrator, Price price, Instant seen) {
    return new Offer(
        orchestrator,
        UPSCALE,
        price,
        true,
        OptionalInt.of(4),
        EnumSet.of(PictureFormat.PNG, PictureFormat.JPEG),
        PriceSource.QUOTED,
        seen,
        seen.plusSeconds(600));
  }

  static SavedBook of(Offer... offers) {
    return new SavedBook(List.of(offers), List.of(), List.of());
  }

  private static SavedBook full() {
    Capability other = new Capability(Pipeline.TEXT_TO_IMAGE, "a \"model\"; ' of /ü\n");
    return new SavedBook(
        List.of(
            offer("192.0.2.7:8935", WeiPerPixel.of(7, 3), SEEN),
            new Offer(
                "gamma",
                other,
                UsdPerPixel.parse("1.2e-8 USD/px"),
                false,
                OptionalInt.empty(),
                Set.of(PictureFormat.values()),
                PriceSource.LISTED,
                Instant.EPOCH,
                Instant.MAX),
            offer("alpha", UsdPerPixel.parse("0 USD/px"), SEEN)),
        List.of(other, UPSCALE),
        List.of(
            new PeerAddress(
                "192.0.2.7:8935", URI.create("https://192.0.2.7:8935"), PeerAddress.Origin.WEBHOOK),
            new PeerAddress(
                "[2001:db8::1]:80", URI.create("http://[2001:db8::1]"), PeerAddress.Origin.NODE)));
  }

  @Test
  void hasNoBookAtFirst() throws Exception {
    assertEquals(Optional.empty(), await(store().load()));
  }

  @Test
  void keepsEverythingOfABook() throws Exception {
    BookStore store = store();
    await(store.save(full()));
    assertEquals(Optional.of(full()), await(store.load()));
  }

  @Test
  void keepsTheLastBookOnly() throws Exception {
    BookStore store = store();
    await(store.save(full()));
    SavedBook last = of(offer("beta", WeiPerPixel.of(1, 1), SEEN));
    await(store.save(last));
    assertEquals(Optional.of(last), await(store.load()));
  }

  @Test
  void keepsABookWithNothingInIt() throws Exception {
    BookStore store = store();
    await(store.save(full()));
    await(store.save(EMPTY));
    assertEquals(Optional.of(EMPTY), await(store.load()));
  }

  static Stream<Price> prices() {
    BigInteger nines = BigInteger.TEN.pow(60).subtract(BigInteger.ONE);
    return Stream.of(
        UsdPerPixel.parse("1.9073484e-8 USD/px"),
        UsdPerPixel.parse("9223372 USD/px"),
        new UsdPerPixel(new BigDecimal(nines, 60)),
        WeiPerPixel.of(0, 1),
        WeiPerPixel.of(Long.MAX_VALUE, Long.MAX_VALUE - 1),
        new WeiPerPixel(BigInteger.TEN.pow(27), BigInteger.ONE),
        new WeiPerPixel(BigInteger.TEN.pow(87), nines));
  }

  @ParameterizedTest
  @MethodSource("prices")
  void keepsEveryPriceExactly(Price price) throws Exception {
    BookStore store = store();
    SavedBook book = of(offer("alpha", price, SEEN));
    await(store.save(book));
    assertEquals(Optional.of(book), await(store.load()));
  }

  @Test
  void keepsTheLaterOfTwoBooksThatAreSavedAtOnce() throws Exception {
    BookStore store = store();
    Future<Void> first = store.save(full());
    Future<Void> second = store.save(of(offer("beta", WeiPerPixel.of(1, 1), SEEN)));
    await(Future.all(first, second));
    assertEquals(Optional.of(of(offer("beta", WeiPerPixel.of(1, 1), SEEN))), await(store.load()));
  }
}
