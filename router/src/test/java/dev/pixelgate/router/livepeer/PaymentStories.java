package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.livepeer.TestingFault.Kind;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recorded calls to an orchestrator in the order in which they were made, with what happened
 * between them.
 */
final class PaymentStories {
  static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, ReplayedOrchestrator.MODEL);

  /** Wei of a unit of gas; quotes change when it becomes 100,000 times dearer. */
  static final long GAS = 100_000_000;

  private PaymentStories() {}

  /** What is done before a call, to have the situation that it was recorded in. */
  interface Before {
    void prepare(ReplayedOrchestrator orchestrator, Recording recording) throws Exception;
  }

  record Step(String file, Before before) {
    Step(String file) {
      this(file, (orchestrator, recording) -> {});
    }
  }

  /** Calls of one sender, or of few, in the order in which they were recorded. */
  record Story(String name, List<Step> steps) {
    static Story of(String name, Step... steps) {
      return new Story(name, List.of(steps));
    }

    /** One in which nothing has to be done between its calls. */
    static Story of(String name, String... files) {
      return new Story(name, Arrays.stream(files).map(Step::new).toList());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Story> all() {
    return Stream.of(
        Story.of(
            "six jobs", "ok-job-1", "ok-job-2", "ok-job-3", "ok-job-4", "ok-job-5", "ok-job-6"),
        Story.of(
            "headers and too few tickets",
            "f01-no-payment-header",
            "f02-empty-payment-header",
            "f03-payment-not-base64",
            "f04-payment-not-protobuf",
            "f05-zero-tickets-no-credit",
            "f06-one-ticket-of-three",
            "f07-one-ticket-after-f06",
            "f08-two-tickets-after-f07"),
        Story.of(
            "altered tickets",
            "f09-ticket-signed-by-other-key",
            "f09b-second-ticket-bad-signature",
            "f09c-zero-tickets-after-f09b",
            "f10-face-value-changed",
            "f11-expected-price-changed",
            "f11b-expected-price-unreduced",
            "f12-seed-changed",
            "f13-rand-hash-changed",
            "f14-expiration-block-changed",
            "f15-creation-round-changed",
            "f16-missing-expected-price",
            "f16b-expected-price-zero-pixels"),
        Story.of(
            "nonces",
            "f17-good",
            "f18-same-payment-header-again",
            "f18b-nonces-3-4-5",
            "f18c-nonces-with-gap"),
        Story.of(
            "senders and credentials",
            new Step("f19-payment-sender-not-segment-signer"),
            new Step(
                "f20-params-issued-to-another-sender",
                (our, call) -> our.quote(call, Recording.account("P6"))),
            new Step("f21-unfunded-sender"),
            new Step("f22-auth-token-of-another-sender"),
            new Step("f23-segment-other-manifest-id"),
            new Step("f24-segment-without-signature"),
            new Step("f25-segment-without-capabilities"),
            new Step("f26-segment-signed-wrong"),
            new Step(
                "f27-runner-500-after-payment",
                (our, call) -> our.node().nextJob(TestingFault.of(Kind.RUNNER))),
            new Step("f28-zero-tickets-after-f27")),
        Story.of(
            "old params and many tickets",
            new Step(
                "f30-expired-params",
                (our, call) -> {
                  our.quote(call, call.sender());
                  our.chain.mine(40);
                }),
            new Step("f30b-zero-tickets-after-f30"),
            new Step("f30c-fresh-params-old-segment"),
            new Step("f31-600-tickets"),
            new Step("f31b-601st")),
        Story.of(
            "recipients and parts that are missing",
            "f32-recipient-not-an-orchestrator",
            "f33-recipient-other-active-orchestrator",
            "f34-payment-without-sender",
            "f35-ticket-params-but-no-tickets",
            "f36-no-expiration-params",
            "f37-ticket-params-with-field-7"),
        Story.of(
            "a price that changes",
            new Step("g01-pay-at-first-price"),
            new Step(
                "g02-old-params-old-price-after-quote-change",
                (our, call) -> our.gasPrice(GAS * 100_000)),
            new Step("g03-new-params-new-price"),
            new Step("g04-new-params-old-price"),
            new Step("g05-zero-tickets-old-price")),
        Story.of(
            "the ledger",
            new Step("l01"),
            new Step("l02"),
            new Step("l03"),
            new Step("l04"),
            new Step("l05"),
            new Step("l06", (our, call) -> our.gasPrice(GAS * 100_000)),
            new Step("l07"),
            new Step("l08", (our, call) -> our.node().nextJob(TestingFault.of(Kind.RUNNER)))),
        Story.of("no deposit", "n01-sender-without-deposit"),
        Story.of("unlocking", "n02-sender-unlocking"),
        Story.of(
            "payments ahead of jobs",
            new Step("p01-prepay-ten-tickets"),
            new Step("p02-zero-ticket-job-1"),
            new Step("p02-zero-ticket-job-2"),
            new Step("p02-zero-ticket-job-3"),
            new Step("p02-zero-ticket-job-4"),
            new Step("p02-zero-ticket-job-5"),
            new Step("p02-zero-ticket-job-6"),
            new Step("p03-zero-ticket-payment"),
            new Step("p04-payment-endpoint-without-payment-header"),
            new Step("p05-prepay-other-manifest", (our, call) -> our.manifest("P8", "anything")),
            new Step("p06-zero-ticket-job-after-p05", (our, call) -> our.renewToken("P8"))),
        Story.of(
            "a new round",
            new Step("q01-round-not-initialised-old-params"),
            new Step(
                "q02-next-round-old-params",
                (our, call) -> {
                  // The real one had not seen the new round yet when it quoted this.
                  Recording next = Recording.of("direct", "q03-next-round-new-params");
                  our.quote(next, next.sender());
                  our.chain.beginRound();
                }),
            new Step("q03-next-round-new-params")),
        Story.of(
            "a restart",
            new Step("r01-before-restart"),
            new Step(
                "r02-after-restart-old-everything",
                (our, call) -> {
                  our.node().become(plan(our.chain, 6_000_000));
                  our.node().forget();
                }),
            new Step(
                "r03-after-restart-new-token-old-params", (our, call) -> our.renewToken("P12")),
            new Step("r04-after-restart-zero-tickets"),
            new Step("r05-after-restart-new-everything")),
        Story.of(
            "tickets that win",
            new Step("w01-eight-tickets-win-prob-two-thirds", (our, call) -> our.gasPrice(100))),
        idle("P3", 9, "11-min", 11 * 60 + 36),
        idle("P4", 5, "12-min", 12 * 60 + 12),
        idle("P5", 5, "21-min", 21 * 60),
        Story.of(
            "a price of nothing",
            new Step(
                "z01-price-0-no-tickets-unfunded-sender",
                (our, call) -> sellsAsTheSecond(our, "pricetest/below-int64", 0)),
            new Step("z02-price-0-no-payment-header"),
            new Step("z03-price-0-payment-without-expected-price")),
        Story.of(
            "a third of a wei",
            new Step(
                "z04-third-of-a-wei-one-ticket",
                (our, call) -> sellsAsTheSecond(our, "pricetest/third-wei", 1))));
  }

  /**
   * A ledger that is left alone. When it is looked after depends on when the sender was first seen;
   * that was not recorded and is chosen so that both outcomes come true.
   *
   * @param seen minutes before the first call
   */
  private static Story idle(String sender, int seen, String file, int seconds) {
    return Story.of(
        "idle " + sender,
        new Step(
            "x-idle-" + sender + "-start",
            (our, call) -> {
              TestingPayer payer = our.payer(call.sender());
              OrchestratorInfo info = payer.info(UPSCALE);
              payer.pay(
                  TestingPayer.headers(
                      payer.payment(info, 1), payer.segment(info, UPSCALE, "anything")));
              our.clock.pass(Duration.ofMinutes(seen));
            }),
        new Step("x-idle-" + sender + "-after-" + file, (our, call) -> our.clock.pass(seconds)));
  }

  static TestingPlan plan(TestingChain chain, long wei) {
    return TestingPlan.of(TestingModel.upscale(ReplayedOrchestrator.MODEL).at(wei, 1)).on(chain);
  }

  /** The other orchestrator of the recordings, with exact prices and dear tickets. */
  private static void sellsAsTheSecond(ReplayedOrchestrator our, String model, long wei) {
    TestingSale sale =
        TestingSale.on(our.chain, 5).exactly().base(0).ticketValue(2_999_999_999_999L);
    our.node().become(TestingPlan.of(TestingModel.upscale(model).at(wei, 3)).sale(sale));
    our.node().forget();
    our.capability(new Capability(Pipeline.UPSCALE, model));
  }
}
