package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static dev.pixelgate.router.livepeer.TestingPayer.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestingChainFleetTest {
  private static final Capability UPSCALE =
      new Capability(Pipeline.UPSCALE, ReplayedOrchestrator.MODEL);

  private final Vertx vertx = Vertx.vertx();
  private TestingChainFleet fleet;

  @BeforeEach
  void start() throws Exception {
    fleet =
        await(
            TestingChainFleet.start(
                vertx, 0, 0, HttpServerOptions::new, List.of("4768371/1", "2384185/1:2:0")));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  /** The account of its signer. */
  private TestingPayer payer(int node) {
    return new TestingPayer(vertx, new TestingClients(vertx), fleet.nodes().get(node - 1).url(), 3);
  }

  private String price(int node) throws Exception {
    OrchestratorInfo info = payer(node).info(UPSCALE);
    return info.getPriceInfo().getPricePerUnit() + "/" + info.getPriceInfo().getPixelsPerUnit();
  }

  @Test
  void changesPricesAndWhatGasAdds() throws Exception {
    assertEquals("481605471/100", price(1));
    assertEquals("price 6000000/1", fleet.answer("price 1 6000000/1"));
    assertEquals("6060000/1", price(1));
    assertEquals("48160537/20", price(2));
    assertEquals("gas 10000 gwei", fleet.answer("gas 10000"));
    assertEquals("8106229/1", price(2));
  }

  @Test
  void letsBlocksPassAndCountsWhatItTook() throws Exception {
    TestingPayer payer = payer(1);
    OrchestratorInfo info = payer.info(UPSCALE);

    assertEquals(
        200,
        payer
            .upscale(
                ReplayedOrchestrator.MODEL,
                64,
                64,
                headers(payer.payment(info, 1, 2, 3), payer.segment(info, UPSCALE)))
            .status());

    assertEquals(
        "tickets 3, worth 24000000000 wei; jobs 1, cost 19726560092.16 wei; difference"
            + " 4273439907.84 wei",
        fleet.answer("takings 1"));
    assertEquals("block 366", fleet.answer("block 40"));
    assertEquals(
        "TicketParams expired\n",
        payer
            .upscale(
                ReplayedOrchestrator.MODEL,
                64,
                64,
                headers(payer.payment(info, 4, 5), payer.segment(info, UPSCALE)))
            .text());
  }

  @Test
  void restartsOneOnItsPort() throws Exception {
    int port = fleet.nodes().getFirst().port();

    assertEquals("restarted http://127.0.0.1:" + port, fleet.answer("restart 1"));
    assertEquals("481605471/100", price(1));
  }

  @Test
  void saysWhatItCannotDo() {
    assertEquals("unknown: dance", fleet.answer("dance"));
    assertTrue(fleet.answer("price 3 1/1").startsWith("cannot do that: "));
    assertTrue(fleet.answer("fault 1 NEVER").startsWith("cannot do that: "));
  }
}
