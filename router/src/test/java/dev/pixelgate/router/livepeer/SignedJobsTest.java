package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.health.TestingClock;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSigner;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.Payment;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The testing signer pays the testing orchestrator. */
class SignedJobsTest {
  private static final String MODEL = "some/model";
  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, MODEL);

  private final Vertx vertx = Vertx.vertx();
  private final TestingChain chain = new TestingChain(new TestingClock());

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void paysSixJobsWithTheStateOfEachAsItsLedger() throws Exception {
    TestingPlan plan = TestingPlan.of(TestingModel.upscale(MODEL).at(4768371, 1)).on(chain);
    TestingNode node = await(TestingNode.start(vertx, plan));
    TestingSigner signer = await(TestingSigner.start(vertx, chain));
    // The account of the signer: only quotes are asked for with its own key here.
    TestingPayer caller = new TestingPayer(vertx, new TestingClients(vertx), node.url(), 3);
    OrchestratorInfo info = caller.info(UPSCALE);
    JsonObject ask =
        new JsonObject()
            .put("orchestrator", Base64.getEncoder().encodeToString(info.toByteArray()))
            .put("inPixels", 4096)
            .put("ManifestID", "30_" + MODEL);
    List<Integer> tickets = new ArrayList<>();

    for (int i = 0; i < 6; i++) {
      HttpResponse<?> signed =
          await(
              WebClient.create(vertx)
                  .postAbs(signer.url() + "/generate-live-payment")
                  .sendJsonObject(ask));
      JsonObject body = signed.bodyAsJsonObject();
      assertEquals(200, signed.statusCode(), () -> "" + body);
      ask.put("state", body.getJsonObject("state"));
      byte[] payment = Base64.getDecoder().decode(body.getString("payment"));
      tickets.add(Payment.parseFrom(payment).getTicketSenderParamsCount());
      Map<String, String> headers =
          Map.of(
              "Livepeer-Payment", body.getString("payment"),
              "Livepeer-Segment", body.getString("segCreds"));
      assertEquals(200, caller.upscale(MODEL, 64, 64, headers).status());
    }

    assertEquals(List.of(3, 2, 3, 2, 3, 2), tickets);
    assertEquals(6, signer.signed());
    assertEquals(
        "1640639448", node.balance(signer.address(), UPSCALE).orElseThrow().ceil().toString());
  }
}
