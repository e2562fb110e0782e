package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.livepeer.TestingPlan.Working;
import dev.pixelgate.router.livepeer.wire.AuthToken;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientMultipartForm;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds the testing node to what a real orchestrator was seen to do. */
class TestingNodeTest {
  private static final String MODEL = "some/model";
  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, MODEL);

  private record Answer(int status, Buffer body) {}

  private final Vertx vertx = Vertx.vertx();
  private final TestingClients clients = new TestingClients(vertx);

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private TestingNode node(TestingModel model) throws Exception {
    return await(TestingNode.start(vertx, TestingPlan.of(model)));
  }

  private OrchestratorInfo info(TestingNode node, Capability wanted) throws Exception {
    return info(node, wanted, clients);
  }

  private OrchestratorInfo info(TestingNode node, Capability wanted, Http2Clients with)
      throws Exception {
    OrchestratorRequest question =
        OrchestratorRequest.newBuilder()
            .setSig(ByteString.copyFrom(new byte[65]))
            .setCapabilities(Requested.of(wanted))
            .build();
    Destination to = await(Destinations.ANY.of(node.url()));
    GrpcAnswer answer =
        await(
            GrpcCall.ask(
                vertx,
                await(with.to(Origin.of(node.url()))),
                (Destination.Allowed) to,
                "net.Orchestrator/GetOrchestrator",
                question.toByteArray(),
                Duration.ofSeconds(20)));
    return OrchestratorInfo.parseFrom(((GrpcAnswer.Message) answer).bytes().getBytes());
  }

  private static String segment(AuthToken token) {
    SegData data = SegData.newBuilder().setAuthToken(token).build();
    return Base64.getEncoder().encodeToString(data.toByteArray());
  }

  private Answer post(TestingNode node, String segment, String model, byte[] image)
      throws Exception {
    ClientMultipartForm form =
        ClientMultipartForm.multipartForm()
            .binaryFileUpload("image", "a.png", "application/octet-stream", Buffer.buffer(image))
            .attribute("prompt", "")
            .attribute("model_id", model);
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(node.url() + "/upscale")
            .putHeader("Livepeer-Segment", segment)
            .putHeader("Livepeer-Payment", "");
    // A new client: the connection of an old one ends with a restarted node. On the event loop: a
    // body that ends before somebody asks for it is lost.
    return await(
        Future.future(
            answered ->
                vertx.runOnContext(
                    loop ->
                        vertx
                            .createHttpClient()
                            .request(options)
                            .compose(request -> request.send(form))
                            .compose(TestingNodeTest::answer)
                            .onComplete(answered))));
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), body));
  }

  private Answer post(TestingNode node, String model) throws Exception {
    String segment = segment(info(node, UPSCALE).getAuthToken());
    return post(node, segment, model, new TestingPictures().png(8, 6));
  }

  private static void assertAnswers(int status, String text, Answer answer) {
    assertEquals(status, answer.status());
    assertEquals(text + "\n", answer.body().toString());
  }

  @Test
  void servesAJobWithAToken() throws Exception {
    TestingNode node = node(TestingModel.upscale(MODEL));
    Answer answer = post(node, MODEL);

    assertEquals(200, answer.status());
    String url =
        answer.body().toJsonObject().getJsonArray("images").getJsonObject(0).getString("url");
    byte[] png = Base64.getDecoder().decode(url.substring("data:image/png;base64,".length()));
    assertEquals(32, Buffer.buffer(png).getInt(16));
    assertEquals(24, Buffer.buffer(png).getInt(20));
    assertEquals(MODEL, node.jobs().getFirst().fields().get("model_id"));
  }

  @Test
  void refusesATokenThatIsMissingOrChangedOrOfBeforeItsRestart() throws Exception {
    TestingNode node = node(TestingModel.upscale(MODEL));
    AuthToken token = info(node, UPSCALE).getAuthToken();
    byte[] image = new TestingPictures().png(8, 6);

    assertAnswers(403, "missing auth token", post(node, "", MODEL, image));
    assertAnswers(403, "ErrorSegEncoding", post(node, "!!!", MODEL, image));
    AuthToken changed = token.toBuilder().setExpiration(token.getExpiration() + 1).build();
    assertAnswers(403, "invalid auth token", post(node, segment(changed), MODEL, image));
    TestingNode again = await(node.restart());
    assertAnswers(403, "invalid auth token", post(again, segment(token), MODEL, image));
  }

  @Test
  void refusesATokenThatHasEnded() throws Exception {
    TestingNode node =
        await(
            TestingNode.start(
                vertx, TestingPlan.of(TestingModel.upscale(MODEL)).tokens(Duration.ofSeconds(-1))));

    assertAnswers(403, "expired auth token", post(node, MODEL));
  }

  @Test
  void refusesWhatIsNoPictureAndWhatItHasNoRoomFor() throws Exception {
    TestingNode node = node(TestingModel.upscale(MODEL).slots(0));
    String segment = segment(info(node, UPSCALE).getAuthToken());

    assertAnswers(400, "image: unknown format", post(node, segment, MODEL, new byte[] {1, 2}));
    assertAnswers(503, "insufficient capacity", post(node, MODEL));
    assertAnswers(503, "insufficient capacity", post(node, "no/such-model"));
  }

  @Test
  void saysWhatItsRunnerSays() throws Exception {
    TestingNode node = node(TestingModel.upscale(MODEL));
    node.become(TestingPlan.of(TestingModel.upscale(MODEL)).working(Working.ERROR));

    assertAnswers(500, "upscale container returned 500: oh no", post(node, MODEL));
  }

  @Test
  void asksForASignatureOnAChain() throws Exception {
    TestingNode node = node(TestingModel.upscale(MODEL).at(42, 125));

    assertAnswers(403, "ErrSegSig", post(node, MODEL));
  }

  @Test
  void quotesThePriceOfTheModelThatIsNamedAndTheBaseOfOthers() throws Exception {
    TestingNode node = node(TestingModel.upscale(MODEL).at(42, 125));

    assertEquals(
        PriceInfo.newBuilder().setPricePerUnit(42).setPixelsPerUnit(125).build(),
        info(node, UPSCALE).getPriceInfo());
    assertEquals(
        TestingQuotes.BASE,
        info(node, new Capability(Pipeline.UPSCALE, "no/such-model")).getPriceInfo());
    assertTrue(info(node, UPSCALE).hasTicketParams());
  }

  @Test
  void answersOverTlsWithAnotherCertificateAtEachStart() throws Exception {
    TestingNode node =
        await(TestingNode.startTls(vertx, TestingPlan.of(TestingModel.upscale(MODEL))));
    assertEquals("https://127.0.0.1:" + node.port(), info(node, UPSCALE).getTranscoder());
    TestingNode again = await(node.restart());
    // Clients of their own: the others still have the connection that has ended.
    TestingClients others = new TestingClients(vertx);
    info(again, UPSCALE, others);

    assertNotEquals(Pin.of(clients.seen()), Pin.of(others.seen()));
  }

  @Test
  void looksLikeARealOneWithoutAChain() throws Exception {
    OrchestratorInfo real =
        Recorded.message("gateway-upscale-warm.response.bin", OrchestratorInfo.parser());
    TestingNode node =
        await(
            TestingNode.start(
                vertx,
                TestingPlan.of(
                    TestingModel.upscale("stabilityai/stable-diffusion-x4-upscaler").slots(1),
                    TestingModel.of(Pipeline.IMAGE_TO_IMAGE, "stabilityai/sdxl-turbo").slots(2),
                    TestingModel.of(Pipeline.TEXT_TO_IMAGE, "stabilityai/sdxl-turbo")
                        .slots(2)
                        .cold())));

    OrchestratorInfo ours = info(node, UPSCALE);

    assertEquals(
        real.getCapabilities().getBitstringList(), ours.getCapabilities().getBitstringList());
    assertEquals(
        real.getCapabilities().getCapacitiesMap(), ours.getCapabilities().getCapacitiesMap());
    assertEquals(
        real.getCapabilities().getConstraints().getPerCapabilityOrThrow(27),
        ours.getCapabilities().getConstraints().getPerCapabilityOrThrow(27));
    assertEquals(real.getAddress(), ours.getAddress());
    assertEquals(real.getAuthToken().getToken().size(), ours.getAuthToken().getToken().size());
  }
}
