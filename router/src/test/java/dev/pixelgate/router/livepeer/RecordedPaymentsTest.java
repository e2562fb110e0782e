package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.PaymentStories.Step;
import dev.pixelgate.router.livepeer.PaymentStories.Story;
import dev.pixelgate.router.livepeer.TestingFault.Kind;
import dev.pixelgate.router.livepeer.TestingPayer.Answer;
import dev.pixelgate.router.livepeer.chain.RecordedFiles;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.PaymentResult;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the testing orchestrator to every call that was recorded of a real one on a chain. None can
 * be replayed byte for byte, for the secrets of the real one are its own; {@link
 * ReplayedOrchestrator} says what is replaced.
 */
class RecordedPaymentsTest {
  private static final String GOOD = "\"nsfw\":false,\"seed\":1000,\"url\":\"";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private ReplayedOrchestrator orchestrator() throws Exception {
    return new ReplayedOrchestrator(vertx, chain -> PaymentStories.plan(chain, 4_768_371));
  }

  @ParameterizedTest
  @MethodSource("dev.pixelgate.router.livepeer.PaymentStories#all")
  void answersAsTheRealOneDid(Story story) throws Exception {
    ReplayedOrchestrator our = orchestrator();
    for (Step step : story.steps()) {
      Recording recording = Recording.of("direct", step.file());
      step.before().prepare(our, recording);
      assertSame(recording, our.replay(recording));
    }
  }

  private static void assertSame(Recording recording, Answer answer) throws Exception {
    String name = recording.name();
    assertEquals(recording.status(), answer.status(), () -> name + ": " + answer.text());
    switch (recording.status()) {
      case 0 -> {}
      case 200 -> {
        if (recording.isPaymentAhead()) {
          assertSamePromise(recording, answer);
        } else {
          assertTrue(answer.text().contains(GOOD), () -> name + ": " + answer.text());
        }
      }
      // What follows the status is the runner's own text.
      case 500 -> assertTrue(answer.text().startsWith("upscale container returned 500: "));
      default -> assertEquals(recording.text(), answer.text(), name);
    }
  }

  /** All that a payer learns from the answer to a payment, but for the secrets. */
  private static void assertSamePromise(Recording recording, Answer answer) throws Exception {
    OrchestratorInfo real =
        PaymentResult.parseFrom(HexFormat.of().parseHex(recording.json().getString("body_hex")))
            .getInfo();
    OrchestratorInfo ours = PaymentResult.parseFrom(answer.body().getBytes()).getInfo();
    assertEquals(real.getPriceInfo(), ours.getPriceInfo());
    assertEquals(real.getAddress(), ours.getAddress());
    assertEquals(
        real.getTicketParams().toBuilder().clearSeed().clearRecipientRandHash().build(),
        ours.getTicketParams().toBuilder().clearSeed().clearRecipientRandHash().build());
  }

  @Test
  void countsSixJobsAsTheRealOneDid() throws Exception {
    ReplayedOrchestrator our = orchestrator();
    JsonArray ledger = (JsonArray) RecordedFiles.value("direct/ledger-six-jobs.json");
    for (int i = 0; i < ledger.size(); i++) {
      JsonObject row = ledger.getJsonObject(i);
      our.replay(Recording.of("direct", "ok-job-" + row.getInteger("job")));
      assertEquals(
          new BigDecimal("" + row.getValue("credit_after")).setScale(2, RoundingMode.HALF_UP),
          balance(our, "P1", 2));
    }
  }

  @Test
  void hasTheLedgerThatTheRealOnePrinted() throws Exception {
    ReplayedOrchestrator our = orchestrator();
    JsonArray steps =
        ((JsonObject) RecordedFiles.value("direct/orchestrator-ledger.json")).getJsonArray("steps");
    int call = 0;
    for (int i = 1; i < steps.size(); i++) {
      JsonObject step = steps.getJsonObject(i);
      if (step.containsKey("status")) {
        call++;
        if (step.getInteger("status") == 500) {
          our.node().nextJob(TestingFault.of(Kind.RUNNER));
        }
        our.replay(Recording.of("direct", "l0" + call));
      } else {
        our.gasPrice(PaymentStories.GAS * 100_000);
      }
      assertEquals(new BigDecimal(step.getString("ledger")), balance(our, "P9", 0));
    }
    assertEquals(8, call);
  }

  private static BigDecimal balance(ReplayedOrchestrator our, String sender, int places) {
    WeiAmount left =
        our.node()
            .balance(ReplayedOrchestrator.address(sender), PaymentStories.UPSCALE)
            .orElseThrow();
    return new BigDecimal(left.numerator())
        .divide(new BigDecimal(left.denominator()), places, RoundingMode.HALF_UP);
  }

  @Test
  void namesTheRoundThatItHasSeenBegin() throws Exception {
    JsonArray seen = (JsonArray) RecordedFiles.value("direct/round-change.json");
    ReplayedOrchestrator our = orchestrator();
    TestingPayer payer = our.payer(Recording.account("P7"));
    for (int i = 0; i < seen.size(); i++) {
      // A real one looks for blocks once a second: the third quote came before it had seen it.
      if (i == 3) {
        our.chain.beginRound();
      }
      assertEquals(
          seen.getJsonObject(i).getLong("creation_round_in_quote"),
          payer
              .info(PaymentStories.UPSCALE)
              .getTicketParams()
              .getExpirationParams()
              .getCreationRound());
    }
  }

  @Test
  void leavesNoRecordingUnread() {
    Set<String> read = new TreeSet<>(List.of("ledger-six-jobs", "orchestrator-ledger"));
    read.add("round-change");
    read.add("units-debited"); // by RecordedUnitsTest
    PaymentStories.all()
        .flatMap(story -> story.steps().stream())
        .map(Step::file)
        .forEach(read::add);

    assertEquals(RecordedFiles.all("direct"), read);
  }
}
