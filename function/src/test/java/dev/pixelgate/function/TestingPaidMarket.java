package dev.pixelgate.function;

import dev.pixelgate.router.livepeer.TestingModel;
import dev.pixelgate.router.livepeer.TestingNode;
import dev.pixelgate.router.livepeer.TestingPlan;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import dev.pixelgate.router.livepeer.chain.TestingSigner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * An orchestrator on a chain and a signer that pays it: real gRPC, HTTP and TLS. A pixel is
 * 4816054.71 wei, a ticket 8 gwei.
 */
public final class TestingPaidMarket implements AutoCloseable {
  /** Wei a pixel, before what redeeming a ticket costs. */
  public static final long PRICE = 4_768_371;

  /** At 3,000 USD for an ether: how a gateway is configured that pays. */
  private static final String YAML =
      """
      rates: { ETH/USD: 3000 }
      payments: { signer: "%s" }
      """;

  private final Vertx vertx = Vertx.vertx();
  private final TestingChain chain = new TestingChain(InstantSource.system());
  private final TestingSigner signer;
  private final TestingNode node;

  private TestingPaidMarket() {
    this.signer = await(TestingSigner.start(vertx, chain));
    this.node = await(TestingNode.startTls(vertx, plan(PRICE)));
  }

  /** Starts both. */
  public static TestingPaidMarket start() {
    return new TestingPaidMarket();
  }

  private TestingPlan plan(long price) {
    return TestingPlan.of(TestingModel.upscale(TestingServer.MODEL).at(price, 1)).on(chain);
  }

  /** Asks so many wei for a pixel from now on, and stands by no earlier word. */
  public void asks(long price) {
    node.become(plan(price));
    node.forget();
  }

  /** Each of its jobs takes so long from now on. */
  public void takes(Duration time) {
    node.become(plan(PRICE).needs(time));
  }

  /** The entry of {@code orchestrators} that names it {@code alpha}. */
  public String entry() {
    return "{ name: alpha, url: '%s', kind: livepeer }".formatted(node.url());
  }

  /** The keys of the configuration that pays it. */
  public String yaml() {
    return YAML.formatted(signer.url());
  }

  /** Another one, off the chain. */
  public TestingNode offChain() {
    return await(
        TestingNode.startTls(vertx, TestingPlan.of(TestingModel.upscale(TestingServer.MODEL))));
  }

  /** Another one on the chain, whose tickets are worth so many wei. */
  public TestingNode withTicketsWorth(long wei) {
    return await(
        TestingNode.startTls(vertx, plan(PRICE).sale(TestingSale.on(chain, 2).ticketValue(wei))));
  }

  public TestingNode node() {
    return node;
  }

  public TestingSigner signer() {
    return signer;
  }

  /** The signer is gone from now on. */
  public void loseSigner() {
    await(signer.close());
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
