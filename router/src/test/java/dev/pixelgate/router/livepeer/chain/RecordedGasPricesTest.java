package dev.pixelgate.router.livepeer.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.health.TestingClock;
import dev.pixelgate.router.livepeer.chain.TestingOffers.Offer;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Prices move with what gas costs, and with what a payer has in reserve, as was recorded. */
class RecordedGasPricesTest {
  private static final WeiAmount PRICE = WeiAmount.of(4_768_371);
  private static final Address PAYER = TestingKey.of(7).address();

  private final TestingChain chain = new TestingChain(new TestingClock());

  static Stream<Arguments> rows() {
    return Stream.concat(
        rows("price-by-gas-price", TestingChain.ETHER.multiply(BigInteger.TEN)),
        rows("price-by-gas-price-small-reserve", BigInteger.TEN.pow(12)));
  }

  private static Stream<Arguments> rows(String file, BigInteger reserve) {
    JsonArray table =
        ((JsonObject) RecordedFiles.value("quotes/" + file + ".json")).getJsonArray("table");
    return IntStream.range(0, table.size())
        .mapToObj(i -> Arguments.of(table.getJsonObject(i), reserve));
  }

  private Offer offer(TestingSale sale) {
    return new TestingTill(sale, new TestingTakings()).offer(PAYER, PRICE);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void quotesWhatTheRealOneDid(JsonObject row, BigInteger reserve) {
    chain.fund(PAYER, new TestingChain.Account(TestingChain.ETHER, reserve, false));
    chain.gasPrice(BigInteger.valueOf(row.getLong("gas_price_wei")));

    switch (offer(TestingSale.on(chain, 1))) {
      case Offer.Refused(String text) -> assertEquals(row.getString("error"), text);
      case Offer.Made made -> {
        assertEquals(
            row.getString("price"),
            made.price().getPricePerUnit() + "/" + made.price().getPixelsPerUnit());
        assertEquals(row.getString("face_value"), Uint.of(made.params().getFaceValue()).toString());
      }
    }
  }

  @Test
  void quotesExactlyWhenItDoesNotAdjust() {
    chain.fund(PAYER, TestingChain.Account.ofEther(10, 10));

    assertEquals(
        PRICE,
        offer(TestingSale.on(chain, 1).exactly()) instanceof Offer.Made made
            ? TestingTill.price(made.price())
            : WeiAmount.ZERO);
  }

  @Test
  void writesWhatFitsAndCutsOrRefusesWhatDoesNot() {
    assertEquals(Optional.empty(), TestingOffers.written(WeiAmount.of(BigInteger.TEN.pow(19))));
    assertEquals(
        Optional.of(PriceInfo.newBuilder().setPixelsPerUnit(1).build()),
        TestingOffers.written(
            new WeiAmount(BigInteger.TWO, BigInteger.TEN.pow(20).add(BigInteger.ONE))));
    assertEquals(
        Optional.of(PriceInfo.newBuilder().setPricePerUnit(1).setPixelsPerUnit(3).build()),
        TestingOffers.written(new WeiAmount(BigInteger.ONE, BigInteger.valueOf(3))));
  }
}
