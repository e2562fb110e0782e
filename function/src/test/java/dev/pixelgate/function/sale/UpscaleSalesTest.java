package dev.pixelgate.function.sale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Bill;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.FreeBill;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.Rediscovery;
import dev.pixelgate.router.Upload;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bill is opened and closed once for each order, before its client is answered. */
@ExtendWith(VertxExtension.class)
class UpscaleSalesTest {
  private static final Write WRITE = session -> Future.succeededFuture();

  private final List<String> calls = new ArrayList<>();
  private final Promise<Void> closed = Promise.promise();

  private Bills bills() {
    return terms -> {
      calls.add("open " + terms.request());
      return new OpenBill() {
        @Override
        public Bill bill() {
          return new FreeBill();
        }

        @Override
        public Future<Void> close(List<Write> more) {
          calls.add("close " + more.size());
          return closed.future();
        }
      };
    };
  }

  private Future<Sale> sell(Vertx vertx, Supplier<Market> market, Epilogue epilogue) {
    HealthBoard health = new HealthBoard(InstantSource.system());
    Dispatcher dispatcher =
        new Dispatcher(
            vertx,
            market,
            new Selector(Caps.NONE, PolicyName.CHEAPEST, TimeWorth.DEFAULT),
            health,
            account -> {
              throw new AssertionError("nothing is bought");
            },
            Rediscovery.NONE,
            Decisions.usual(),
            3);
    ImagePart image =
        new ImagePart(
            new Upload.InMemory(Buffer.buffer("a picture")),
            new Picture(PictureFormat.PNG, 10, 10),
            "a.png",
            Sha256.of(new byte[0]));
    UpscaleParameters parameters =
        new UpscaleParameters(
            "", Optional.empty(), true, OptionalLong.empty(), OptionalInt.empty());
    Terms terms =
        new Terms(
            "r_1",
            "acme",
            List.of(),
            Optional.empty(),
            Duration.ofSeconds(20),
            Duration.ZERO,
            0,
            false,
            Optional.empty());
    return new UpscaleSales(dispatcher, "some/model", bills())
        .sell(image, parameters, terms, new Cancellation(), epilogue);
  }

  private static Market nobody() {
    return Market.of(PriceBook.EMPTY, Map.of(), new HealthBoard(InstantSource.system()));
  }

  private static Sale await(Future<Sale> sale) throws Exception {
    return sale.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void answersWhenItsBillIsClosedWithWhatTheOrderLeaves(Vertx vertx) throws Exception {
    Future<Sale> sale = sell(vertx, UpscaleSalesTest::nobody, ended -> List.of(WRITE, WRITE));

    assertEquals(List.of("open r_1", "close 2"), calls);
    assertFalse(sale.isComplete());
    closed.complete();
    Sale.NotDone none = assertInstanceOf(Sale.NotDone.class, await(sale));
    assertInstanceOf(Failure.UnknownModel.class, none.failure());
  }

  @Test
  void closesItsBillWhenWhatItLeavesCannotBeMade(Vertx vertx) throws Exception {
    closed.complete();
    Sale sale =
        await(
            sell(
                vertx,
                UpscaleSalesTest::nobody,
                ended -> {
                  throw new IllegalStateException("a bug");
                }));

    assertInstanceOf(Sale.NotDone.class, sale);
    assertEquals(List.of("open r_1", "close 0"), calls);
  }

  @Test
  void closesItsBillWhenTheOrderBreaks(Vertx vertx) {
    closed.complete();
    Supplier<Market> broken =
        () -> {
          throw new IllegalStateException("a bug");
        };
    Future<Sale> sale = sell(vertx, broken, Epilogue.NONE);

    assertThrows(ExecutionException.class, () -> await(sale));
    assertEquals(List.of("open r_1", "close 0"), calls);
  }
}
