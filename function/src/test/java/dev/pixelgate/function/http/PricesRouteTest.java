package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.store.TestingKeys;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.airunner.AiRunnerSettings;
import dev.pixelgate.router.exchange.BearerToken;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.gateway.GatewayPeer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /v1/prices}. */
class PricesRouteTest {
  private static final String NEAR =
      """
      { name: near, url: "http://127.0.0.1:9", kind: ai-runner, offers: [
          { pipeline: upscale, model: some/model, price: 1.2e-8 USD/px, formats: [ png, jpeg ] },
          { pipeline: text-to-image, model: paints/it, price: 3 USD/Mpx } ] }""";
  private static final String FAR =
      """
      { name: far, url: "http://127.0.0.1:9", kind: ai-runner, offers: [
          { pipeline: upscale, model: some/model, price: 3000000 wei/px } ] }""";

  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  private static TestingServer gateway;
  private static String key;

  @BeforeAll
  static void start(@TempDir Path home) {
    try (TestingKeys keys =
        TestingKeys.open(home.resolve("pixelgate-data"), InstantSource.system())) {
      key = keys.create("acme", false).key();
    }
    gateway =
        TestingServer.gateway(
            home,
            """
            rates: { ETH/USD: 3000 }
            caps: [ { max: 2e-8 USD/px } ]
            limits: { side: 4096, input-pixels: 1000000 }
            accounts: [ { name: thrifty, key-sha256: %s, cap: 1e-8 USD/px } ]
            """
                .formatted(FOO),
            NEAR,
            FAR);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static TestingAnswer prices(String query, String... headers) {
    String[] all = new String[headers.length + 1];
    all[0] = "Authorization: Bearer " + key;
    System.arraycopy(headers, 0, all, 1, headers.length);
    return TestingClient.get(gateway.port(), "/v1/prices" + query, all);
  }

  private static List<JsonObject> offers(TestingAnswer answer) {
    assertEquals(200, answer.status(), answer::toString);
    return answer.json().getJsonArray("offers").stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> charges(String query, String... headers) {
    return offers(prices(query, headers)).stream()
        .map(one -> one.getString("orchestrator") + " " + one.getString("charge"))
        .toList();
  }

  @Test
  void listsEveryOfferFor256By256() {
    TestingAnswer answer = prices("");

    assertEquals("application/json", answer.header("Content-Type").orElseThrow());
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
    assertEquals(256, answer.json().getInteger("width"));
    assertEquals("3000 USD/ETH", answer.json().getString("rate"));
    List<JsonObject> offers = offers(answer);
    assertEquals(
        List.of("far upscale true", "near upscale true", "near text-to-image false"),
        offers.stream()
            .map(
                one ->
                    one.getString("orchestrator")
                        + " "
                        + one.getString("pipeline")
                        + " "
                        + one.getBoolean("eligible"))
            .toList());
    assertEquals("9.0e-9 USD/px", offers.getFirst().getString("price_usd"));
    assertEquals("over-cap", offers.getLast().getString("reason"));
    assertEquals("2.0e-8 USD/px (caps[0])", offers.getLast().getString("cap"));
  }

  @Test
  void pricesTheSizeThatIsAskedFor() {
    assertEquals(
        List.of("far 0.005400000000 USD", "near 0.007200000000 USD"),
        charges("?pipeline=upscale&width=1000&height=600&images=2"));
    assertEquals(
        List.of("near 3.600000000000 USD"),
        charges("?pipeline=text-to-image&width=1000&height=600&images=2"));
  }

  @Test
  void showsOneModel() {
    assertEquals(1, offers(prices("?model_id=paints/it")).size());
    assertEquals(3, offers(prices("?model_id=&pipeline=")).size());
    TestingAnswer unknown = prices("?pipeline=upscale&model_id=paints/it");
    assertEquals(400, unknown.status());
    assertEquals("unknown-model", unknown.code());
    assertEquals(new JsonArray().add("some/model"), unknown.detail().getJsonArray("models"));
  }

  @Test
  void countsTheRequestsOwnCap() {
    List<JsonObject> offers =
        offers(prices("?pipeline=upscale", "Pixelgate-Max-Charge: 0.0006 USD"));

    assertEquals(true, offers.getFirst().getBoolean("eligible"));
    assertEquals("0.000186432000 USD", offers.getLast().getString("over_by"));
    assertEquals("0.0006 USD/request (Pixelgate-Max-Charge)", offers.getLast().getString("cap"));
  }

  @Test
  void countsTheAccountsCap() {
    TestingAnswer answer =
        TestingClient.get(
            gateway.port(), "/v1/prices?pipeline=upscale", "Authorization: Bearer foo");

    assertEquals("1.0e-8 USD/px (account thrifty)", offers(answer).getLast().getString("cap"));
    assertEquals(true, offers(answer).getFirst().getBoolean("eligible"));
  }

  @ParameterizedTest
  @CsvSource({
    "?pipeline=paint, pipeline, enum",
    "?width=0&height=5, width, greater_than_equal",
    "?width=5, height, missing",
    "?width=5&height=x, height, int_parsing",
    "?width=5&height=99999999999999999999, height, int_parsing",
    "?width=5&height=9999999999, height, less_than_equal",
    "?images=101, images, less_than_equal",
    "?images=1&images=2, images, value_error",
    "?widht=5, widht, extra_forbidden"
  })
  void refusesWhatItCannotRead(String query, String field, String type) {
    TestingAnswer answer = prices(query);

    assertEquals(422, answer.status(), answer::toString);
    JsonObject error = answer.json().getJsonArray("detail").getJsonObject(0);
    assertEquals(new JsonArray().add("query").add(field), error.getJsonArray("loc"));
    assertEquals(type, error.getString("type"));
  }

  @Test
  void refusesASizeThatNoPictureMayHave() {
    TestingAnswer side = prices("?width=4097&height=1");
    assertEquals(413, side.status());
    assertEquals(4096, side.detail().getInteger("limit"));
    assertEquals(413, prices("?width=1001&height=1000").status());
  }

  @Test
  void refusesHeadersThatMeanNothingHere() {
    assertEquals("bad-header", prices("", "Pixelgate-Quote: q").code());
    assertEquals("bad-header", prices("", "Pixelgate-Deadline: 2 s").code());
    assertEquals("bad-header", prices("", "Pixelgate-Policy: dearest").code());
    assertEquals("fastest", prices("", "Pixelgate-Policy: fastest").json().getString("policy"));
  }

  @Test
  void needsAKey() {
    assertEquals(401, TestingClient.get(gateway.port(), "/v1/prices").status());
  }

  @Test
  void answersHeadAndRefusesPost() {
    String auth = "Authorization: Bearer " + key;
    assertEquals(200, TestingClient.once(gateway.port(), "HEAD", "/v1/prices", auth).status());
    TestingAnswer post = TestingClient.once(gateway.port(), "POST", "/v1/prices", auth);
    assertEquals(405, post.status());
    assertEquals("GET, HEAD", post.header("Allow").orElseThrow());
  }

  @Test
  void isReadByAnotherGateway() {
    Vertx vertx = Vertx.vertx();
    try {
      GatewayPeer peer =
          new GatewayPeer(
              vertx,
              AiRunnerSettings.of(
                  "gamma", URI.create(gateway.url()), Optional.of(new BearerToken(key))),
              orchestrator -> new Seller(orchestrator, Owing.ON_SUCCESS, Optional.empty()),
              Duration.ofSeconds(20),
              new Documents(vertx, Optional.empty()),
              (name, pipeline, agreed, charged) -> {});

      Discovery.Found found =
          assertInstanceOf(Discovery.Found.class, Blocking.join(peer.discover()));

      Offer only = found.offers().getFirst();
      assertEquals(1, found.offers().size());
      assertEquals("gamma", only.orchestrator());
      assertEquals("upscale some/model", only.capability().toString());
      assertEquals("9.0e-9 USD/px", only.price().toString());
      assertTrue(only.warm());
      assertEquals(6, only.formats().size());
    } finally {
      Blocking.join(vertx.close());
    }
  }
}
