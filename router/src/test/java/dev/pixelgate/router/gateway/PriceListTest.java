package dev.pixelgate.router.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.picture.PictureFormat;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {
  private static final String ENTRY =
      """
      {"orchestrator":"%s","pipeline":"upscale","model_id":"%s","warm":true,"capacity":4,
       "formats":["png","jpeg"],"price":"%s","source":"configured","age_seconds":3,
       "eligible":%s}
      """;

  private static String entry(String model, String price, String eligible) {
    return ENTRY.formatted("them", model, price, eligible);
  }

  private static Optional<List<Offer>> read(String rate, String... entries) {
    return PriceList.read(
        "gamma",
        Buffer.buffer(
            "{\"epoch\":7,\"rate\":%s,\"offers\":[%s]}"
                .formatted(rate, String.join(",", entries))));
  }

  private static List<String> prices(String rate, String... entries) {
    return read(rate, entries).orElseThrow().stream()
        .map(offer -> offer.price().toString())
        .toList();
  }

  @Test
  void takesTheCheapestOfEachModelAsTheOffer() {
    List<Offer> offers =
        read("null", entry("a/b", "2e-8 USD/px", "true"), entry("a/b", "1e-8 USD/px", "true"))
            .orElseThrow();

    assertEquals(1, offers.size());
    Offer offer = offers.getFirst();
    assertEquals("gamma", offer.orchestrator());
    assertEquals(new Capability(Pipeline.UPSCALE, "a/b"), offer.capability());
    assertEquals("1.0e-8 USD/px", offer.price().toString());
    assertEquals(Set.of(PictureFormat.PNG, PictureFormat.JPEG), offer.formats());
    assertEquals(PriceSource.LISTED, offer.source());
  }

  @Test
  void skipsWhatTheOtherGatewayWouldNotBuy() {
    assertEquals(
        List.of("2.0e-8 USD/px"),
        prices(
            "null",
            entry("a/b", "1e-8 USD/px", "\"suspended\""),
            entry("a/b", "0 USD/px", "false"),
            entry("a/b", "2e-8 USD/px", "true")));
  }

  @Test
  void takesWhatIsOnlyBusyOrHasJustFailed() {
    String busy = entry("a/b", "1e-8 USD/px", "false, \"reason\": \"full\"");
    String failed = entry("c/d", "1e-8 USD/px", "false, \"reason\": \"suspended\"");
    String dear = entry("e/f", "1e-8 USD/px", "false, \"reason\": \"over-cap\"");

    assertEquals(2, prices("null", busy, failed, dear).size());
  }

  @Test
  void countsAPriceInWeiAtTheOtherGatewaysRate() {
    Offer offer =
        read("\"3000 USD/ETH\"", entry("a/b", "7/3 wei/px", "true")).orElseThrow().getFirst();

    assertEquals(
        "0.000000007000 USD",
        offer
            .price()
            .inUsd(Optional.empty())
            .orElseThrow()
            .charge(new Pixels(1_000_000))
            .toString());
  }

  @Test
  void skipsAPriceInWeiWithoutARate() {
    assertEquals(List.of(), prices("null", entry("a/b", "7/3 wei/px", "true")));
    assertEquals(List.of(), prices("\"-1\"", entry("a/b", "7/3 wei/px", "true")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{}",
        "null",
        "{\"pipeline\":\"upscale\",\"model_id\":\"a/b\",\"eligible\":true}",
        "{\"pipeline\":\"paint\",\"model_id\":\"a/b\",\"eligible\":true,\"formats\":[\"png\"],"
            + "\"price\":\"1 USD/px\"}",
        "{\"pipeline\":\"upscale\",\"model_id\":\" \",\"eligible\":true,\"formats\":[\"png\"],"
            + "\"price\":\"1 USD/px\"}",
        "{\"pipeline\":\"upscale\",\"model_id\":\"a/b\",\"eligible\":true,\"formats\":[\"heic\"],"
            + "\"price\":\"1 USD/px\"}",
        "{\"pipeline\":\"upscale\",\"model_id\":\"a/b\",\"eligible\":true,\"formats\":[\"png\"],"
            + "\"price\":1e-8}",
        "{\"pipeline\":\"upscale\",\"model_id\":\"a/b\",\"eligible\":true,\"formats\":[\"png\"],"
            + "\"price\":\"-1 USD/px\"}"
      })
  void skipsEntriesThatAreOdd(String odd) {
    assertEquals(
        List.of("1.0e-8 USD/px"), prices("null", odd, entry("c/d", "1e-8 USD/px", "true")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"offers\":{}}", "{\"offers\":["})
  void readsNothingElse(String document) {
    assertEquals(Optional.empty(), PriceList.read("gamma", Buffer.buffer(document)));
  }
}
