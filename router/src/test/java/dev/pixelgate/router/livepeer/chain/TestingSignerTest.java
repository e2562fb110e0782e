package dev.pixelgate.router.livepeer.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.health.TestingClock;
import dev.pixelgate.router.livepeer.chain.SignerFault.Kind;
import dev.pixelgate.router.livepeer.chain.TestingOffers.Offer;
import dev.pixelgate.router.livepeer.wire.AuthToken;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tests can do to the testing signer, and what of a real one was not recorded. */
class TestingSignerTest {
  private final Vertx vertx = Vertx.vertx();
  private final TestingClock clock = new TestingClock();
  private final TestingChain chain = new TestingChain(clock);
  private TestingSigner signer;
  private OrchestratorInfo quote;

  @BeforeEach
  void start() throws Exception {
    signer = TestingSigner.start(vertx, chain).await(30, TimeUnit.SECONDS);
    TestingTill till = new TestingTill(TestingSale.on(chain, 1), new TestingTakings());
    Offer.Made made = (Offer.Made) till.offer(signer.address(), WeiAmount.of(4_768_371));
    quote =
        OrchestratorInfo.newBuilder()
            .setTranscoder("https://alpha.example:8935")
            .setAddress(till.address().bytes())
            .setPriceInfo(made.price())
            .setTicketParams(made.params())
            .setAuthToken(
                AuthToken.newBuilder()
                    .setToken(ByteString.copyFromUtf8("token"))
                    .setExpiration(clock.instant().getEpochSecond() + 1800))
            .build();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private HttpResponse<Buffer> pay(OrchestratorInfo to) throws Exception {
    JsonObject ask =
        new JsonObject()
            .put("orchestrator", Base64.getEncoder().encodeToString(to.toByteArray()))
            .put("inPixels", 4096);
    return WebClient.create(vertx)
        .postAbs(signer.url() + "/generate-live-payment")
        .sendJsonObject(ask)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private static String message(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getJsonObject("error").getString("message");
  }

  @Test
  void failsAsOftenAsItIsTold() throws Exception {
    signer.next(SignerFault.of(Kind.ERROR));
    signer.next(SignerFault.of(Kind.REFRESH));

    assertEquals("Internal Server Error", message(pay(quote)));
    HttpResponse<Buffer> refresh = pay(quote);
    assertEquals(480, refresh.statusCode());
    assertEquals("https://alpha.example:8935", refresh.getHeader("Livepeer-Orchestrator-URL"));
    assertEquals(200, pay(quote).statusCode());
    assertEquals(3, signer.payments().size());
    assertEquals(1, signer.signed());
  }

  @Test
  void breaksAConnection() {
    signer.next(SignerFault.of(Kind.RESET));

    ExecutionException broken = assertThrows(ExecutionException.class, () -> pay(quote));
    assertInstanceOf(HttpClosedException.class, broken.getCause());
  }

  @Test
  void spendsNothingThatIsBeingUnlockedOrIsNotThere() throws Exception {
    chain.fund(signer.address(), TestingChain.Account.ofEther(10, 10).unlock());
    assertEquals(500, pay(quote).statusCode());

    chain.fund(signer.address(), TestingChain.Account.ofEther(0, 10));
    HttpResponse<Buffer> poor = pay(quote);
    assertEquals(400, poor.statusCode());
    assertEquals(
        "remote signer could not check whether to refresh session: ticket faceValue"
            + " 12000000000000000 > max faceValue 0",
        message(poor));
  }

  @Test
  void wantsANewerQuoteWhenOneBlockIsLeft() throws Exception {
    chain.mine(38);
    assertEquals(200, pay(quote).statusCode());

    chain.mine(1);
    assertEquals(480, pay(quote).statusCode());
  }
}
