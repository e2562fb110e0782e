package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.chain.RecordedFiles;
import dev.pixelgate.router.livepeer.chain.SignerTerms;
import dev.pixelgate.router.livepeer.chain.SignerTerms.Hook;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingKey;
import dev.pixelgate.router.livepeer.chain.TestingOffers.Offer;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import dev.pixelgate.router.livepeer.chain.TestingSigner;
import dev.pixelgate.router.livepeer.chain.TestingSigner.Offered;
import dev.pixelgate.router.livepeer.chain.TestingTakings;
import dev.pixelgate.router.livepeer.chain.TestingTill;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.SegData;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the testing signer to every call that was recorded of a real one. It has the same key, so
 * the calls are put as they were (where the quote of an orchestrator was recorded once for many, it
 * is put in again), states of the real one included, and the payments are the same bytes.
 */
class RecordedSignerTest {
  /** Answers of orchestrators to what was signed: {@link RecordedSignedJobsTest} has them. */
  private static final String REPLY = "reply";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH);
  private final TestingChain chain = new TestingChain(time::get);
  private TestingSigner signer;

  @BeforeEach
  void start() throws Exception {
    signer = await(TestingSigner.start(vertx, chain));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  static Stream<String> signings() {
    return RecordedFiles.all("signer").stream()
        .filter(name -> !name.endsWith(REPLY))
        .filter(name -> !name.startsWith("01-") && !name.startsWith("17-"))
        .filter(name -> !name.contains("."));
  }

  static Stream<String> discoveries() {
    return RecordedFiles.all("signer").stream().filter(name -> name.startsWith("17-"));
  }

  private HttpResponse<Buffer> post(String path, Buffer body) throws Exception {
    return await(WebClient.create(vertx).postAbs(signer.url() + path).sendBuffer(body));
  }

  @ParameterizedTest
  @MethodSource("signings")
  void answersAsTheRealOneDid(String name) throws Exception {
    RecordedSigning recorded = RecordedSigning.of(name);
    if (name.equals("04-not-json")) {
      assertRefused(recorded, post("/generate-live-payment", Buffer.buffer("\"x\"")));
      return;
    }
    OrchestratorInfo quote = quote(recorded);
    chain.block(RecordedSigning.block(quote) + (name.equals("09-params-expired") ? 40 : 0));
    time.set(
        name.equals("08-auth-token-near-expiry")
            ? Instant.ofEpochSecond(quote.getAuthToken().getExpiration() - 120)
            : recorded.time());
    signer.become(terms(name));
    JsonObject body = recorded.isWhole() ? recorded.request() : recorded.request(quote);

    HttpResponse<Buffer> answer = post("/generate-live-payment", body.toBuffer());

    if (recorded.isSigned()) {
      assertSigned(recorded, answer);
    } else {
      assertRefused(recorded, answer);
    }
  }

  /** Two quotes were not recorded with what was answered, which was an error. */
  private OrchestratorInfo quote(RecordedSigning recorded) {
    return switch (recorded.name()) {
      case "12-price-0-orchestrator" ->
          RecordedSigning.of("02-job1-generate").quote().toBuilder()
              .setPriceInfo(PriceInfo.newBuilder().setPixelsPerUnit(1))
              .build();
      case "13-ticket-ev-3e12" -> {
        TestingSale dear = TestingSale.on(chain, 1).ticketValue(3_000_000_000_000L);
        TestingTill till = new TestingTill(dear, new TestingTakings());
        TicketParams params =
            ((Offer.Made) till.offer(signer.address(), WeiAmount.of(500))).params();
        yield RecordedSigning.of("02-job1-generate").quote().toBuilder()
            .setTicketParams(params)
            .build();
      }
      default -> recorded.quote();
    };
  }

  private static SignerTerms terms(String name) {
    return switch (name) {
      case "14-price-above-configured-max" ->
          SignerTerms.USUAL.mostForPixel(WeiAmount.of(4_800_000));
      case "14-price-above-configured-max-without-capabilities" ->
          SignerTerms.USUAL
              .mostForPixel(WeiAmount.of(4_800_000))
              .hook(new Hook.Allows("user-1", 0));
      case "15-webhook-402" -> SignerTerms.USUAL.hook(new Hook.Refuses(402, "no money"));
      case "15-webhook-garbage" -> SignerTerms.USUAL.hook(new Hook.Rubbish());
      case "15-webhook-maxprice-type-empty" -> SignerTerms.USUAL.hook(new Hook.Caps());
      case "16-webhook-ok" ->
          SignerTerms.USUAL.hook(
              new Hook.Allows("user-1", RecordedSigning.of(name).state().getLong("AuthExpiry")));
      // Until then it is not asked: it would refuse.
      case "16-webhook-skipped-until-expiry" ->
          SignerTerms.USUAL.hook(new Hook.Refuses(402, "no money"));
      default -> SignerTerms.USUAL;
    };
  }

  private static void assertRefused(RecordedSigning recorded, HttpResponse<Buffer> answer) {
    assertEquals(recorded.status(), answer.statusCode(), answer::bodyAsString);
    assertEquals(recorded.reply(), answer.bodyAsJsonObject());
    assertEquals(recorded.header("content-type"), answer.getHeader("content-type"));
    assertEquals(
        recorded.header("livepeer-orchestrator-url"),
        Objects.requireNonNullElse(answer.getHeader("Livepeer-Orchestrator-URL"), ""));
  }

  private static void assertSigned(RecordedSigning recorded, HttpResponse<Buffer> answer) {
    assertEquals(200, answer.statusCode(), answer::bodyAsString);
    JsonObject ours = answer.bodyAsJsonObject();
    String payment = recorded.reply().getString("payment");
    // Of long payments the middle was cut out of the recording.
    int whole = payment.contains("...") ? payment.indexOf("...") : payment.length();
    assertEquals(payment.substring(0, whole), ours.getString("payment").substring(0, whole));
    assertEquals(
        comparable(recorded, recorded.credentials()),
        comparable(recorded, RecordedSigning.parsed(ours.getString("segCreds"))));
    JsonObject state = RecordedSigning.decoded(ours.getJsonObject("state"));
    assertEquals(
        Instant.parse(recorded.state().getString("LastUpdate")),
        Instant.parse(state.getString("LastUpdate")));
    assertEquals(
        comparable(recorded, recorded.state()).encode(), comparable(recorded, state).encode());
    if (recorded.state().encode().equals(state.encode())) {
      assertEquals(recorded.reply().getJsonObject("state"), ours.getJsonObject("state"));
    }
  }

  /** Without a name both think one up. */
  private static SegData comparable(RecordedSigning recorded, SegData data) {
    return recorded.request().containsKey("ManifestID")
        ? data
        : data.toBuilder().clearManifestId().clearSig().build();
  }

  /** The id of a new state is thought up, and the time is written in other ways. */
  private static JsonObject comparable(RecordedSigning recorded, JsonObject state) {
    JsonObject comparable = state.copy().put("LastUpdate", "");
    return recorded.request().containsKey("state") ? comparable : comparable.put("StateID", "");
  }

  @Test
  void introducesItselfAsTheRealOneDid() throws Exception {
    RecordedSigning recorded = RecordedSigning.of("01-sign-orchestrator-info");

    assertEquals(
        recorded.reply(),
        post("/sign-orchestrator-info", recorded.request().toBuffer()).bodyAsJsonObject());
    assertEquals(TestingKey.of(3).address(), signer.address());
    assertEquals(1, signer.introductions());
  }

  @ParameterizedTest
  @MethodSource("discoveries")
  void listsOrchestratorsAsTheRealOneDid(String name) throws Exception {
    JsonObject recorded = (JsonObject) RecordedFiles.value("signer/" + name + ".json");
    JsonObject all = (JsonObject) RecordedFiles.value("signer/17-discover.json");
    signer.offers(
        all.getJsonArray("body").stream()
            .map(JsonObject.class::cast)
            .map(
                one ->
                    new Offered(
                        one.getString("address"),
                        one.getJsonArray("capabilities").stream().map(String::valueOf).toList()))
            .toList());
    String path = recorded.getString("request").substring("GET ".length());

    HttpResponse<Buffer> answer = await(WebClient.create(vertx).getAbs(signer.url() + path).send());

    assertEquals(recorded.getInteger("status"), answer.statusCode());
    JsonArray body = recorded.getJsonArray("body");
    assertEquals(body, answer.bodyAsJsonArray());
  }

  @Test
  void leavesNoRecordingUnread() {
    Set<String> read = new TreeSet<>(Set.of("01-sign-orchestrator-info"));
    // The bytes of a quote that stands in 02-job1-generate too.
    read.add("orchestrator-info.bin");
    // What the hook of a real signer received: ours is no HTTP server but a setting.
    read.add("webhook-calls.jsonl");
    signings().forEach(read::add);
    discoveries().forEach(read::add);
    RecordedSignedJobsTest.replies().forEach(read::add);

    assertEquals(RecordedFiles.all("signer"), read);
  }
}
