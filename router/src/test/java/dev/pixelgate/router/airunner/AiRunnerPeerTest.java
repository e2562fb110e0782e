package dev.pixelgate.router.airunner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.exchange.BearerToken;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.exchange.TestingSite;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AiRunnerPeerTest {
  private static final Capability GENERAL = new Capability(Pipeline.UPSCALE, "some/general");
  private static final Capability OTHER = new Capability(Pipeline.UPSCALE, "some/other");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Discovery discover(Handler<HttpServerRequest> answer, Duration timeout) throws Exception {
    return discover(await(TestingSite.start(vertx, answer)).url(""), timeout);
  }

  private Discovery discover(URI base, Duration timeout) throws Exception {
    AiRunnerSettings settings =
        AiRunnerSettings.of("beta", base, Optional.of(new BearerToken("s3cret")));
    Seller seller =
        new Seller(new AiRunnerOrchestrator(vertx, settings), Owing.ON_SUCCESS, Optional.of(LONG));
    List<Offer> offers =
        List.of(
            Offer.configured("beta", GENERAL, Price.parse("1 USD/Mpx")),
            Offer.configured("beta", OTHER, Price.parse("2 USD/Mpx")));
    return await(
        new AiRunnerPeer(settings, seller, offers, timeout, new Documents(vertx, Optional.empty()))
            .discover());
  }

  private Discovery discover(Map<String, String> bodies) throws Exception {
    return discover(
        request -> {
          String body = bodies.get(request.path());
          request.response().setStatusCode(body == null ? 404 : 200).end(body == null ? "" : body);
        },
        LONG);
  }

  private static List<Boolean> warm(Discovery discovery) {
    return assertInstanceOf(Discovery.Found.class, discovery).offers().stream()
        .map(Offer::warm)
        .toList();
  }

  @Test
  void sellsWhatTheConfigurationSaysWhileItLives() throws Exception {
    Discovery.Found found =
        assertInstanceOf(Discovery.Found.class, discover(Map.of("/health", "{\"status\":\"OK\"}")));

    assertEquals(List.of(GENERAL, OTHER), found.offers().stream().map(Offer::capability).toList());
    assertEquals(List.of(true, true), warm(found));
  }

  @Test
  void takesAnyAnswerForASignOfLife() throws Exception {
    assertEquals(List.of(true, true), warm(discover(Map.of())));
    assertEquals(List.of(true, true), warm(discover(TestingSite.answering(500, "<html>"), LONG)));
  }

  @Test
  void takesOneThatSaysThatItIsBrokenAtItsWord() throws Exception {
    assertEquals(
        new Discovery.Failed("says that it is in error"),
        discover(Map.of("/health", "{\"status\":\"ERROR\"}")));
  }

  @Test
  void callsAModelColdWhileItIsLoading() throws Exception {
    assertEquals(
        List.of(false, false), warm(discover(Map.of("/health", "{\"status\":\"LOADING\"}"))));
  }

  @Test
  void callsTheModelWarmThatIsLoaded() throws Exception {
    assertEquals(
        List.of(false, true),
        warm(
            discover(
                Map.of(
                    "/health",
                    "{\"status\":\"OK\"}",
                    "/version",
                    "{\"pipeline\":\"upscale\",\"model_id\":\"some/other\",\"version\":\"0.14\"}",
                    "/hardware/info",
                    "{\"gpu_info\":{\"0\":{\"name\":\"Testing GPU\"}}}"))));
  }

  @Test
  void believesTheConfigurationWhenAnUnknownModelIsLoaded() throws Exception {
    assertEquals(
        List.of(true, true),
        warm(
            discover(
                Map.of(
                    "/health",
                    "{}",
                    "/version",
                    "{\"pipeline\":\"upscale\",\"model_id\":\"not/sold\"}"))));
  }

  @Test
  void isNotHeldToTheQuestionsThatTellMore() throws Exception {
    Discovery discovery =
        discover(
            request -> {
              if (request.path().equals("/health")) {
                request.response().end("{}");
              }
            },
            Duration.ofSeconds(6));

    assertEquals(List.of(true, true), warm(discovery));
  }

  @Test
  void failsWhenThereIsNoAnswer() throws Exception {
    assertEquals(
        new Discovery.Failed("could not be reached: no answer in time"),
        discover(request -> {}, Duration.ofMillis(100)));
    assertEquals(
        new Discovery.Failed("could not be reached: no connection"),
        discover(URI.create("http://127.0.0.1:1"), LONG));
  }

  @Test
  void survivesEndlessRubbish() throws Exception {
    assertEquals(
        new Discovery.Failed("answered more than 65536 bytes"),
        discover(TestingSite.endless(), LONG));
  }

  @Test
  void asksBelowThePathOfItsUrl() throws Exception {
    TestingSite site =
        await(TestingSite.start(vertx, TestingSite.answering(200, "{\"version\":\"1\"}")));
    discover(site.url("/runners/1"), LONG);

    assertEquals(
        List.of("/runners/1/health", "/runners/1/version", "/runners/1/hardware/info"),
        site.requests().stream().map(HttpServerRequest::path).toList());
  }
}
