package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.chain.Address;
import dev.pixelgate.router.livepeer.chain.SignerFault;
import dev.pixelgate.router.livepeer.chain.SignerTerms;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import dev.pixelgate.router.livepeer.chain.TestingSigner;
import dev.pixelgate.router.livepeer.chain.TestingTakings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A signer and testing nodes on a chain, in a process of their own: {@code TestingChainFleet
 * PORT-OF-SIGNER PORT http|tls NODES...}. Each of NODES is {@code WEI/PIXELS}, such as {@code
 * 4768371/1}, optionally {@code WEI/PIXELS:SLOTS:MILLIS}: a node on the next port that sells
 * upscaling at this price and what gas adds to it. The line {@code ready} says that all of them
 * listen; then it does what it reads, a line each, and answers a line each:
 *
 * <pre>
 * price NODE WEI/PIXELS    that one costs so much from now on
 * block COUNT              so many blocks pass; after 40 no ticket that is known is taken
 * round                    the next round begins
 * gas GWEI                 gas costs so much
 * restart NODE             that one knows no token and no payment any more; with tls it has a new key
 * fault NODE KIND          that goes wrong with its next job (TestingFault.Kind)
 * signer KIND              that goes wrong with the signer's next payment (SignerFault.Kind)
 * takings NODE             what that one took and gave work for
 * </pre>
 */
public final class TestingChainFleet {
  private static final String MODEL = "stabilityai/stable-diffusion-x4-upscaler";

  /** The accounts 1 and 5 are the orchestrators of the recordings; the next ones nobody has. */
  private static final int FIRST_ACCOUNT = 20;

  private final TestingChain chain;
  private final TestingSigner signer;
  private final List<TestingNode> nodes;
  private final List<TestingPlan> plans;

  private TestingChainFleet(
      TestingChain chain, TestingSigner signer, List<TestingNode> nodes, List<TestingPlan> plans) {
    this.chain = chain;
    this.signer = signer;
    this.nodes = new ArrayList<>(nodes);
    this.plans = new ArrayList<>(plans);
  }

  public static void main(String[] args) throws IOException {
    Vertx vertx = Vertx.vertx();
    Supplier<HttpServerOptions> options =
        args[2].equals("tls") ? TestingNode::tls : HttpServerOptions::new;
    TestingChainFleet fleet =
        start(
                vertx,
                Integer.parseInt(args[0]),
                Integer.parseInt(args[1]),
                options,
                List.of(args).subList(3, args.length))
            .onFailure(failure -> System.err.println("could not start: " + failure.getMessage()))
            .await();
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(fleet.answer(line));
    }
    vertx.close().await();
  }

  /**
   * Starts one.
   *
   * @param port of the first node; 0 for free ones
   */
  static Future<TestingChainFleet> start(
      Vertx vertx,
      int signerPort,
      int port,
      Supplier<HttpServerOptions> options,
      List<String> wanted) {
    TestingChain chain = new TestingChain(InstantSource.system());
    chain.pool(wanted.size());
    List<TestingPlan> plans = new ArrayList<>();
    List<Future<TestingNode>> starting = new ArrayList<>();
    for (String one : wanted) {
      TestingPlan plan = plan(one).sale(TestingSale.on(chain, FIRST_ACCOUNT + plans.size()));
      int mine = port == 0 ? 0 : port + plans.size();
      starting.add(TestingNode.start(vertx, plan, mine, options, chain.clock()));
      plans.add(plan);
    }
    return Future.all(starting)
        .compose(started -> TestingSigner.start(vertx, chain, SignerTerms.USUAL, signerPort))
        .map(
            signer ->
                new TestingChainFleet(
                    chain, signer, starting.stream().map(Future::result).toList(), plans));
  }

  private static TestingPlan plan(String wanted) {
    String[] parts = wanted.split(":", 3);
    TestingModel model = model(parts[0]);
    return parts.length < 3
        ? TestingPlan.of(model)
        : TestingPlan.of(model.slots(Integer.parseInt(parts[1])))
            .needs(Duration.ofMillis(Long.parseLong(parts[2])));
  }

  private static TestingModel model(String price) {
    String[] parts = price.split("/", 2);
    return TestingModel.upscale(MODEL).at(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  List<TestingNode> nodes() {
    return nodes;
  }

  TestingSigner signer() {
    return signer;
  }

  /** Does what a line says; answers what came of it. */
  String answer(String line) {
    String[] words = line.strip().split(" +");
    try {
      return switch (words[0]) {
        case "price" -> price(node(words), words[2]);
        case "block" -> block(Long.parseLong(words[1]));
        case "round" -> round();
        case "gas" -> gas(new BigDecimal(words[1]));
        case "restart" -> restart(node(words));
        case "fault" -> fault(node(words), TestingFault.Kind.valueOf(words[2]));
        case "signer" -> signer(SignerFault.Kind.valueOf(words[1]));
        case "takings" -> takings(node(words));
        default -> "unknown: " + line;
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return "cannot do that: " + line + " (" + e.getMessage() + ")";
    }
  }

  /** From 1, as they are named. */
  private int node(String... words) {
    int index = Integer.parseInt(words[1]) - 1;
    nodes.get(index);
    return index;
  }

  private String price(int index, String price) {
    TestingModel before = plans.get(index).models().getFirst();
    TestingPlan plan = plans.get(index).models(model(price).slots(before.slots()));
    plans.set(index, plan);
    nodes.get(index).become(plan);
    return "price " + price;
  }

  private String block(long count) {
    chain.mine(count);
    return "block " + chain.block();
  }

  private String round() {
    chain.beginRound();
    return "round " + chain.round().number();
  }

  private String gas(BigDecimal gwei) {
    chain.gasPrice(gwei.movePointRight(9).toBigInteger());
    return "gas " + gwei + " gwei";
  }

  private String restart(int index) {
    nodes.set(index, nodes.get(index).restart().await());
    return "restarted " + nodes.get(index).url();
  }

  private String fault(int index, TestingFault.Kind kind) {
    nodes.get(index).nextJob(TestingFault.of(kind));
    return "fault " + kind;
  }

  private String signer(SignerFault.Kind kind) {
    signer.next(SignerFault.of(kind));
    return "signer " + kind;
  }

  private String takings(int index) {
    TestingTakings takings = nodes.get(index).takings();
    Address payer = signer.address();
    String manifest = TestingTask.manifest(plans.get(index).models().getFirst().capability());
    WeiAmount credited = takings.credited(payer, manifest);
    WeiAmount debited = takings.debited(payer, manifest);
    return "tickets %d, worth %s; jobs %d, cost %s; difference %s"
        .formatted(
            takings.tickets(), credited, takings.debits().size(), debited, credited.minus(debited));
  }
}
