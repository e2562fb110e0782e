package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.livepeer.TestingPayer.Answer;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSigner;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What orchestrators said to the jobs that a real signer had paid, said again by the testing
 * orchestrator to jobs that the testing signer has paid. No byte can be replayed here, since each
 * orchestrator takes its own tickets only: the same calls are made in the same order, with the
 * quotes and states of ours in the place of those that were recorded.
 */
class RecordedSignedJobsTest {
  private static final Capability UPSCALE =
      new Capability(Pipeline.UPSCALE, ReplayedOrchestrator.MODEL);
  private static final String ZERO = "10-cheap-482-job";

  /** A call to the signer, and what the orchestrator answered to what was signed. */
  private record Paid(String signing, String reply) {
    static Paid of(String signing) {
      return new Paid(signing, signing.replace("-generate", "") + "-orchestrator-reply");
    }
  }

  private static final List<Paid> SIX_JOBS =
      Stream.of(1, 2, 3, 4, 5, 6).map(job -> Paid.of("02-job" + job + "-generate")).toList();
  private static final Paid REFRESHED =
      new Paid("09b-after-refresh-same-state", "09b-orchestrator-reply");
  private static final List<Paid> CHEAP =
      Stream.of(
              "1-generate",
              "2-generate",
              "3-generate",
              "4-generate",
              "5-generate",
              "6-generate",
              "6-fresh-state-same-info",
              "6-fresh-state-new-info",
              "7-generate",
              "8-generate")
          .map(job -> Paid.of(ZERO + job))
          .toList();
  private static final Paid BEFORE_RESTART =
      new Paid("18-before-restart", "18-before-restart-reply");
  private static final Paid AFTER_RESTART =
      new Paid("19-after-restart-fresh-state", "19-after-restart-fresh-state-reply");
  private static final List<Paid> BIG =
      List.of(Paid.of("20-big-image-part1"), Paid.of("20-big-image-part2"));
  private static final List<Paid> PARALLEL =
      List.of(Paid.of("21-parallel-a"), Paid.of("21-parallel-b"));
  private static final Paid BEFORE_ROUND = new Paid("22-round-before", "22-round-before-reply");
  private static final Paid AFTER_ROUND =
      new Paid("22-round-after-old-info-old-state", "22-round-after-reply");

  private final Vertx vertx = Vertx.vertx();
  private final Map<ByteString, OrchestratorInfo> quotes = new HashMap<>();
  private final Map<String, JsonObject> states = new HashMap<>();
  private ReplayedOrchestrator our;
  private TestingSigner signer;
  private Map<String, String> newest = Map.of();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  static Stream<String> replies() {
    return Stream.of(
            SIX_JOBS,
            List.of(REFRESHED),
            CHEAP,
            List.of(BEFORE_RESTART, AFTER_RESTART),
            BIG,
            PARALLEL,
            List.of(BEFORE_ROUND, AFTER_ROUND))
        .flatMap(List::stream)
        .map(Paid::reply);
  }

  @BeforeEach
  void start() throws Exception {
    our = new ReplayedOrchestrator(vertx, chain -> plan(chain, 4_768_371));
    signer = await(TestingSigner.start(vertx, our.chain));
  }

  private static TestingPlan plan(TestingChain chain, long wei) {
    return TestingPlan.of(TestingModel.upscale(ReplayedOrchestrator.MODEL).at(wei, 1)).on(chain);
  }

  /** Our quote in the place of the recorded one. */
  private OrchestratorInfo quote(RecordedSigning recorded) throws Exception {
    OrchestratorInfo real = recorded.quote();
    ByteString key = real.getTicketParams().getRecipientRandHash();
    if (!quotes.containsKey(key)) {
      our.chain.block(RecordedSigning.block(real));
      quotes.put(key, our.payer(Recording.account("SIGNER")).info(UPSCALE));
    }
    return quotes.get(key);
  }

  /** Makes the call with our quote and our state; keeps what goes with the job. */
  private HttpResponse<Buffer> sign(RecordedSigning recorded) throws Exception {
    JsonObject body = recorded.request(quote(recorded));
    if (body.containsKey("state")) {
      body.put("state", states.get(body.getJsonObject("state").getString("State")));
    }
    HttpResponse<Buffer> answer =
        await(
            WebClient.create(vertx)
                .postAbs(signer.url() + "/generate-live-payment")
                .sendJsonObject(body));
    assertEquals(recorded.status(), answer.statusCode(), recorded.name());
    if (recorded.isSigned()) {
      JsonObject signed = answer.bodyAsJsonObject();
      states.put(
          recorded.reply().getJsonObject("state").getString("State"),
          signed.getJsonObject("state"));
      newest =
          Map.of(
              TestingGate.PAYMENT, signed.getString("payment"),
              SegmentHeader.NAME, signed.getString("segCreds"));
    } else {
      assertEquals(recorded.reply(), answer.bodyAsJsonObject());
    }
    return answer;
  }

  /** Pays, sends the job, and compares. */
  private void pay(Paid paid) throws Exception {
    RecordedSigning recorded = RecordedSigning.of(paid.signing);
    sign(recorded);
    Recording reply = Recording.of("signer", paid.reply);
    Map<String, String> headers = new HashMap<>(newest);
    if (!recorded.isSigned()) {
      // 482: no tickets, with the credentials of before.
      headers.put(TestingGate.PAYMENT, reply.header().orElseThrow());
    }
    Answer answer = send(paid, recorded.request().getInteger("inPixels"), headers);

    assertEquals(reply.status(), answer.status(), () -> paid + ": " + answer.text());
    if (reply.status() == 400) {
      assertEquals(reply.text(), answer.text());
    }
  }

  private Answer send(Paid paid, int pixels, Map<String, String> headers) throws Exception {
    TestingPayer caller = our.payer(Recording.account("SIGNER"));
    if (paid.signing.equals("20-big-image-part1")) {
      return caller.pay(headers);
    }
    int side = paid.signing.startsWith("20") ? 512 : (int) Math.sqrt(pixels);
    return caller.upscale(ReplayedOrchestrator.MODEL, side, side, headers);
  }

  @Test
  void servesAndRefusesAsWasRecorded() throws Exception {
    for (Paid job : SIX_JOBS) {
      pay(job);
    }
    // Refused with 480 before, for the quote was too old.
    our.chain.mine(40);
    assertEquals(480, sign(RecordedSigning.of("09-params-expired")).statusCode());
    pay(REFRESHED);
    for (Paid job : CHEAP) {
      pay(job);
    }
  }

  @Test
  void servesAcrossARestartAtAnotherPrice() throws Exception {
    pay(BEFORE_RESTART);
    our.node().become(plan(our.chain, 6_000_000));
    our.node().forget();
    sign(RecordedSigning.of("19-after-restart-old-state-new-info"));
    pay(AFTER_RESTART);
  }

  @Test
  void servesAPictureThatIsPaidInTwoParts() throws Exception {
    for (Paid part : BIG) {
      pay(part);
    }
    for (Paid job : PARALLEL) {
      pay(job);
    }
  }

  @Test
  void servesAcrossARound() throws Exception {
    pay(BEFORE_ROUND);
    our.chain.beginRound();
    pay(AFTER_ROUND);
  }
}
