package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static dev.pixelgate.router.livepeer.TestingPayer.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.livepeer.TestingPayer.Answer;
import dev.pixelgate.router.livepeer.chain.RecordedFiles;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import dev.pixelgate.router.livepeer.wire.Capabilities;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded questions, byte for byte, and what the testing orchestrator answers to them. */
class RecordedQuotesTest {
  private static final String TURBO = "stabilityai/sdxl-turbo";
  private static final Capability UPSCALE =
      new Capability(Pipeline.UPSCALE, ReplayedOrchestrator.MODEL);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static Stream<String> names(String ending) {
    return RecordedFiles.all("quotes").stream()
        .filter(name -> name.endsWith(ending))
        .map(name -> name.substring(0, name.length() - ending.length()));
  }

  static Stream<String> quotes() {
    return names(".response.bin");
  }

  static Stream<String> refusals() {
    return names(".request.bin").filter(name -> quotes().noneMatch(name::equals));
  }

  /** The first orchestrator of the recordings, or the second. */
  private static TestingPlan plan(TestingChain chain, String name) {
    return name.startsWith("o2-") ? second(chain) : first(chain);
  }

  private static TestingPlan first(TestingChain chain) {
    return TestingPlan.of(
            TestingModel.upscale(ReplayedOrchestrator.MODEL).at(4_768_371, 1),
            TestingModel.upscale("pricetest/third-wei").at(1, 3),
            TestingModel.upscale("pricetest/no-price-given"),
            TestingModel.of(Pipeline.IMAGE_TO_IMAGE, TURBO).at(9_536_743, 2),
            TestingModel.of(Pipeline.TEXT_TO_IMAGE, TURBO).cold().slots(2).at(5000, 1))
        .on(chain);
  }

  private static TestingPlan second(TestingChain chain) {
    return TestingPlan.of(
            TestingModel.upscale(ReplayedOrchestrator.MODEL).at(9_536_741, 4),
            TestingModel.upscale("pricetest/third-wei").at(1, 3),
            TestingModel.of(Pipeline.IMAGE_TO_IMAGE, TURBO).at(1_000_000, 1),
            TestingModel.of(Pipeline.TEXT_TO_IMAGE, TURBO).at(5000, 1))
        .sale(TestingSale.on(chain, 5).exactly().base(0).ticketValue(2_999_999_999_999L));
  }

  private GrpcAnswer ask(ReplayedOrchestrator our, String name) throws Exception {
    byte[] question = RecordedFiles.bytes("quotes/" + name + ".request.bin");
    return our.payer(1).ask(OrchestratorRequest.parseFrom(question));
  }

  @ParameterizedTest
  @MethodSource("quotes")
  void quotesAsTheRealOneDid(String name) throws Exception {
    ReplayedOrchestrator our = new ReplayedOrchestrator(vertx, chain -> plan(chain, name));
    OrchestratorInfo real =
        OrchestratorInfo.parseFrom(RecordedFiles.bytes("quotes/" + name + ".response.bin"));
    our.chain.block(RecordedSigning.block(real));

    GrpcAnswer.Message answer = (GrpcAnswer.Message) ask(our, name);

    OrchestratorInfo ours = OrchestratorInfo.parseFrom(answer.bytes().getBytes());
    assertEquals(real.getPriceInfo(), ours.getPriceInfo());
    assertEquals(real.getAddress(), ours.getAddress());
    assertEquals(open(real.getTicketParams()), open(ours.getTicketParams()));
    // In any order.
    assertEquals(
        new HashSet<>(real.getCapabilitiesPricesList()),
        new HashSet<>(ours.getCapabilitiesPricesList()));
    if (!name.startsWith("o2-")) {
      assertEquals(comparable(real.getCapabilities()), comparable(ours.getCapabilities()));
    }
  }

  /** What is no secret in them. */
  private static TicketParams open(TicketParams params) {
    return params.toBuilder().clearSeed().clearRecipientRandHash().build();
  }

  /** Without versions: there is no runner. */
  private static Capabilities comparable(Capabilities all) {
    Capabilities.Builder comparable = all.toBuilder().clearVersion();
    all.getConstraints()
        .getPerCapabilityMap()
        .forEach(
            (number, models) -> {
              Capabilities.CapabilityConstraints.Builder same = models.toBuilder();
              models
                  .getModelsMap()
                  .forEach(
                      (id, model) ->
                          same.putModels(id, model.toBuilder().clearRunnerVersion().build()));
              comparable.getConstraintsBuilder().putPerCapability(number, same.build());
            });
    return comparable.build();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAsTheRealOneDid(String name) throws Exception {
    ReplayedOrchestrator our = new ReplayedOrchestrator(vertx, chain -> plan(chain, name));
    JsonArray trailers =
        ((JsonObject) RecordedFiles.value("quotes/" + name + ".json"))
            .getJsonArray("reply_headers_and_trailers");

    GrpcAnswer answer = ask(our, name);

    assertTrue(answer instanceof GrpcAnswer.Refused, answer::toString);
    GrpcStatus status = ((GrpcAnswer.Refused) answer).status();
    assertTrue(trailers.contains("grpc-status: " + status.code()), trailers::encode);
    assertTrue(trailers.contains("grpc-message: " + status.text()), trailers::encode);
  }

  /** Of four slots a panic has taken one. Jobs run until the runner behind the node lets them. */
  @Test
  void tellsItsIdleSlotsAsTheRealOneDid() throws Exception {
    JsonArray steps =
        ((JsonObject) RecordedFiles.value("quotes/advertised-capacity-while-jobs-run.json"))
            .getJsonArray("steps");
    BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
    HttpServer runner =
        await(vertx.createHttpServer().requestHandler(held::add).listen(0, "127.0.0.1"));
    URI url = URI.create("http://127.0.0.1:" + runner.actualPort());
    ReplayedOrchestrator our = new ReplayedOrchestrator(vertx, chain -> first(chain).runner(url));
    TestingPayer payer = our.payer(7);
    OrchestratorInfo info = payer.info(UPSCALE);
    SegData segment = payer.segment(info, UPSCALE);
    Payment undated = payer.payment(info, 100).toBuilder().clearExpirationParams().build();
    await(payer.upscaling(UPSCALE.model(), 64, 64, headers(undated, segment)));
    List<Future<Answer>> running = new ArrayList<>();

    for (int i = 0; i < steps.size(); i++) {
      JsonArray step = steps.getJsonArray(i);
      Map<String, String> headers = headers(payer.payment(info, i * 3 + 1, i * 3 + 2), segment);
      if (step.getString(0).startsWith("after another job started")) {
        running.add(payer.upscaling(UPSCALE.model(), 64, 64, headers));
        assertNotNull(held.poll(30, TimeUnit.SECONDS));
      } else if (step.getString(0).startsWith("4th job")) {
        assertEquals(503, payer.upscale(UPSCALE.model(), 64, 64, headers).status());
      } else if (step.getString(0).equals("all done")) {
        await(runner.close());
        await(Future.join(running));
      }
      assertEquals(
          step.getJsonObject(1).getInteger("constraint"), idle(payer.info(UPSCALE)), step::encode);
    }
  }

  private static int idle(OrchestratorInfo info) {
    return info.getCapabilities()
        .getConstraints()
        .getPerCapabilityOrThrow(30)
        .getModelsOrThrow(ReplayedOrchestrator.MODEL)
        .getCapacity();
  }
}
