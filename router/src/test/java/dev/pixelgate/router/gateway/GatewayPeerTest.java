package dev.pixelgate.router.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.Agreement;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.AttemptId;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.airunner.AiRunnerSettings;
import dev.pixelgate.router.attempt.TestingJobs;
import dev.pixelgate.router.attempt.TestingPng;
import dev.pixelgate.router.attempt.TestingResultWriter;
import dev.pixelgate.router.exchange.BearerToken;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.exchange.TestingSite;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayPeerTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Usd AGREED = Usd.parse("0.00065536 USD");
  private static final String PRICES =
      """
      {"epoch":1,"rate":null,"offers":[{"orchestrator":"x","pipeline":"upscale","model_id":"a/b",
       "warm":true,"formats":["png"],"price":"1e-8 USD/px","eligible":true}]}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final List<String> overcharges = new ArrayList<>();
  private final AtomicBoolean dispatched = new AtomicBoolean();
  private volatile String charge = "0.000655360000 USD";

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals("/v1/prices")) {
      request.response().end(PRICES);
      return;
    }
    byte[] png = TestingPng.plain(32, 32);
    request
        .body()
        .onSuccess(
            body ->
                request
                    .response()
                    .putHeader("Pixelgate-Charge", charge)
                    .end(
                        "{\"images\":[{\"url\":\"data:image/png;base64,%s\",\"seed\":1,\"nsfw\":false}]}"
                            .formatted(Base64.getEncoder().encodeToString(png))));
  }

  private GatewayPeer peer(TestingSite site) {
    return new GatewayPeer(
        vertx,
        AiRunnerSettings.of("gamma", site.url(""), Optional.of(new BearerToken("our-key"))),
        orchestrator -> new Seller(orchestrator, Owing.ON_SUCCESS, Optional.empty()),
        LONG,
        new Documents(vertx, Optional.empty()),
        (name, pipeline, agreed, charged) -> overcharges.add(name + " " + charged));
  }

  private AttemptEnd attempt(TestingSite site, int hops) throws Exception {
    Promise<AttemptEnd> end = Promise.promise();
    Context context = vertx.getOrCreateContext();
    context.runOnContext(
        start ->
            peer(site)
                .seller()
                .orchestrator()
                .attempt(
                    TestingJobs.plain(8, 8),
                    new Agreement(
                        Price.parse("1.0e-8 USD/px"),
                        AGREED,
                        Duration.ofMillis(12_345),
                        hops,
                        new AttemptId("acme", "r1", 1)),
                    TestingResultWriter.prompt(),
                    new Cancellation(),
                    () -> dispatched.set(true))
                .onComplete(end));
    return await(end.future());
  }

  private TestingSite site() throws Exception {
    return await(TestingSite.start(vertx, this::answer));
  }

  @Test
  void offersWhatTheOtherGatewayLists() throws Exception {
    TestingSite site = site();

    Discovery.Found found = assertInstanceOf(Discovery.Found.class, await(peer(site).discover()));

    assertEquals("1.0e-8 USD/px", found.offers().getFirst().price().toString());
    assertEquals("gamma", found.offers().getFirst().orchestrator());
    assertEquals("/v1/prices", site.requests().getFirst().uri());
    assertEquals("Bearer our-key", site.requests().getFirst().getHeader("Authorization"));
  }

  @Test
  void failsToDiscoverWhatIsNoPriceList() throws Exception {
    assertEquals(
        new Discovery.Failed("answered 401 for its prices"),
        await(peer(await(TestingSite.start(vertx, TestingSite.answering(401, "{}")))).discover()));
    assertEquals(
        new Discovery.Failed("answered no list of prices"),
        await(
            peer(await(TestingSite.start(vertx, TestingSite.answering(200, "<html>"))))
                .discover()));
    assertEquals(
        new Discovery.Failed("answered more than 8388608 bytes"),
        await(peer(await(TestingSite.start(vertx, TestingSite.endless()))).discover()));
  }

  @Test
  void tellsTheMostItMayChargeTheTimeAndTheHops() throws Exception {
    TestingSite site = site();

    assertInstanceOf(AttemptEnd.Served.class, attempt(site, 2));

    HttpServerRequest job = site.requests().getFirst();
    assertEquals("/upscale", job.path());
    assertEquals("Bearer our-key", job.getHeader("Authorization"));
    assertEquals("0.000655360000 USD", job.getHeader("Pixelgate-Max-Charge"));
    assertEquals("12345 ms", job.getHeader("Pixelgate-Deadline"));
    assertEquals("3", job.getHeader("Pixelgate-Hops"));
    assertTrue(dispatched.get());
    assertEquals(List.of(), overcharges);
  }

  @Test
  void isNotAskedForARequestThatHasPassedThreeGateways() throws Exception {
    TestingSite site = site();

    assertEquals(
        new AttemptEnd.Failed(
            "gamma was not asked: the request has passed 3 gateways, at most 3 may pass it on"),
        attempt(site, 3));
    assertEquals(List.of(), site.requests());
    assertFalse(dispatched.get());
  }

  @Test
  void isRecordedWhenItChargesMoreThanWasAgreed() throws Exception {
    charge = "0.000655360001 USD";

    assertInstanceOf(AttemptEnd.Served.class, attempt(site(), 0));
    assertEquals(List.of("gamma 0.000655360001 USD"), overcharges);
  }

  @Test
  void mayChargeLess() throws Exception {
    charge = "0.0001 USD";

    assertInstanceOf(AttemptEnd.Served.class, attempt(site(), 0));
    assertEquals(List.of(), overcharges);
  }

  @Test
  void isServedWhenItsChargeCannotBeRead() throws Exception {
    charge = "a lot";

    assertInstanceOf(AttemptEnd.Served.class, attempt(site(), 0));
    assertEquals(List.of(), overcharges);
  }
}
