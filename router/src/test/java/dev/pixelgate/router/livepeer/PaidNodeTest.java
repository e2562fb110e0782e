package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static dev.pixelgate.router.livepeer.TestingPayer.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.health.TestingClock;
import dev.pixelgate.router.livepeer.TestingFault.Kind;
import dev.pixelgate.router.livepeer.TestingPayer.Answer;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tests can do to the testing orchestrator on a chain, beside what real ones do. */
class PaidNodeTest {
  private static final String MODEL = "some/model";
  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, MODEL);

  private final Vertx vertx = Vertx.vertx();
  private final TestingClock clock = new TestingClock();
  private final TestingChain chain = new TestingChain(clock);
  private TestingNode node;
  private TestingPayer payer;
  private OrchestratorInfo info;
  private SegData segment;

  @BeforeEach
  void start() throws Exception {
    TestingPlan plan = TestingPlan.of(TestingModel.upscale(MODEL).at(4768371, 1)).on(chain);
    node = await(TestingNode.start(vertx, plan));
    payer = new TestingPayer(vertx, new TestingClients(vertx), node.url(), 6);
    chain.fund(payer.key().address(), TestingChain.Account.ofEther(10, 10));
    renew();
  }

  private void renew() throws Exception {
    info = payer.info(UPSCALE);
    segment = payer.segment(info, UPSCALE);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private Answer job(long... nonces) throws Exception {
    return payer.upscale(MODEL, 64, 64, headers(payer.payment(info, nonces), segment));
  }

  private String balance() {
    return node.balance(payer.key().address(), UPSCALE)
        .map(left -> left.ceil().toString())
        .orElse("none");
  }

  @Test
  void debitsWhatItServesAndTellsAll() throws Exception {
    assertEquals("none", balance());

    assertEquals(200, job(1, 2, 3).status());

    assertEquals("4273439908", balance());
    assertEquals(3, node.takings().tickets());
    assertEquals(4096, node.takings().debits().getFirst().pixels());
    assertEquals(
        new WeiAmount(BigInteger.valueOf(1972656009216L), BigInteger.valueOf(100)),
        node.takings().debits().getFirst().cost());
  }

  @Test
  void takesThePaymentOfAJobThatFails() throws Exception {
    node.nextJob(TestingFault.of(Kind.RUNNER));

    assertEquals(500, job(1, 2, 3).status());
    assertEquals("24000000001", balance());
  }

  @Test
  void takesNothingWhenItIsFullOrWasNotAsked() throws Exception {
    node.nextJob(TestingFault.of(Kind.FULL));
    node.nextJob(TestingFault.of(Kind.BEFORE_PAYMENT));

    assertEquals(503, job(1, 2, 3).status());
    assertEquals(0, job(1, 2, 3).status());
    assertEquals("none", balance());
    assertEquals(200, job(1, 2, 3).status());
  }

  @Test
  void keepsThePaymentWhenTheStreamIsResetAfterIt() throws Exception {
    node.nextJob(TestingFault.of(Kind.AFTER_PAYMENT));
    node.nextJob(TestingFault.of(Kind.AFTER_WORK));

    assertEquals(0, job(1, 2, 3).status());
    assertEquals("24000000001", balance());
    assertEquals(0, job().status());
    assertEquals("4273439908", balance());
  }

  @Test
  void forgetsCreditAndTokensAsAtARestart() throws Exception {
    assertEquals(200, job(1, 2, 3, 4, 5, 6).status());
    node.nextJob(TestingFault.after(node::forget));

    Answer answer = job();

    assertEquals(403, answer.status());
    assertEquals("invalid auth token\n", answer.text());
    assertEquals("none", balance());
    renew();
    assertEquals("Insufficient balance\n", job().text());
    assertEquals(
        new WeiAmount(BigInteger.valueOf(1972656009216L), BigInteger.valueOf(100)),
        node.takings().debited(payer.key().address(), "30_" + MODEL));
  }

  @Test
  void losesTheSlotOfAPanicUntilItIsRestarted() throws Exception {
    node.become(TestingPlan.of(TestingModel.upscale(MODEL).slots(1).at(4768371, 1)).on(chain));
    Payment undated = payer.payment(info, 1, 2, 3).toBuilder().clearExpirationParams().build();

    assertEquals(0, payer.upscale(MODEL, 64, 64, headers(undated, segment)).status());

    assertEquals("insufficient capacity\n", job(1, 2, 3).text());
    node.forget();
    renew();
    assertEquals(200, job(1, 2, 3).status());
  }
}
