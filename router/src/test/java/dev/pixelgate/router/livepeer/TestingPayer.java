package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.livepeer.chain.TestingCredentials;
import dev.pixelgate.router.livepeer.chain.TestingKey;
import dev.pixelgate.router.livepeer.chain.TestingTickets;
import dev.pixelgate.router.livepeer.wire.Capabilities;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientMultipartForm;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Somebody who signs and pays on his own, so that he can also do it wrong. */
final class TestingPayer {
  /** Status and text of an answer; status 0 says that the stream was reset. */
  record Answer(int status, Buffer body) {
    String text() {
      return body.toString();
    }
  }

  private final Vertx vertx;
  private final TestingClients clients;
  private final URI node;
  private final TestingKey key;

  TestingPayer(Vertx vertx, TestingClients clients, URI node, int account) {
    this.vertx = vertx;
    this.clients = clients;
    this.node = node;
    this.key = TestingKey.of(account);
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  TestingKey key() {
    return key;
  }

  /** What it is answered to this question. */
  GrpcAnswer ask(OrchestratorRequest question) throws Exception {
    Destination to = await(Destinations.ANY.of(node));
    return await(
        GrpcCall.ask(
            vertx,
            await(clients.to(Origin.of(node))),
            (Destination.Allowed) to,
            "net.Orchestrator/GetOrchestrator",
            question.toByteArray(),
            Duration.ofSeconds(20)));
  }

  /** A question that it signs. */
  OrchestratorRequest question(Capabilities wanted) {
    return OrchestratorRequest.newBuilder()
        .setAddress(key.address().bytes())
        .setSig(ByteString.copyFrom(key.introduction()))
        .setCapabilities(wanted)
        .build();
  }

  /** What it is quoted. */
  OrchestratorInfo info(Capability wanted) throws Exception {
    return switch (ask(question(Requested.of(wanted)))) {
      case GrpcAnswer.Message message -> OrchestratorInfo.parseFrom(message.bytes().getBytes());
      case GrpcAnswer other -> throw new AssertionError(other.toString());
    };
  }

  /** Tickets with these nonces. */
  Payment payment(OrchestratorInfo info, long... nonces) {
    return TestingTickets.payment(info, key, nonces);
  }

  SegData segment(OrchestratorInfo info, Capability capability) {
    return segment(info, capability, TestingTask.manifest(capability));
  }

  /** Credentials that name something else. */
  SegData segment(OrchestratorInfo info, Capability capability, String manifest) {
    return TestingCredentials.sign(manifest, info.getAuthToken(), key).toBuilder()
        .setCapabilities(Requested.of(capability))
        .build();
  }

  /** Both headers. */
  static Map<String, String> headers(Payment payment, SegData segment) {
    return Map.of(
        TestingGate.PAYMENT,
        Base64.getEncoder().encodeToString(payment.toByteArray()),
        SegmentHeader.NAME,
        Base64.getEncoder().encodeToString(segment.toByteArray()));
  }

  /** A picture of this size is to become larger. */
  Answer upscale(String model, int width, int height, Map<String, String> headers)
      throws Exception {
    return await(upscaling(model, width, height, headers));
  }

  /** The same, without waiting for it. */
  Future<Answer> upscaling(String model, int width, int height, Map<String, String> headers) {
    return form("/upscale", Map.of("model_id", model, "prompt", ""), width, height, headers);
  }

  /** A job with a picture of this size. */
  Future<Answer> form(
      String path, Map<String, String> fields, int width, int height, Map<String, String> headers) {
    ClientMultipartForm form =
        ClientMultipartForm.multipartForm()
            .binaryFileUpload(
                "image",
                "a.png",
                "application/octet-stream",
                Buffer.buffer(new TestingPictures().png(width, height)));
    fields.forEach(form::attribute);
    return send(path, headers, request -> request.send(form));
  }

  /** A job in JSON. */
  Future<Answer> json(String path, JsonObject body, Map<String, String> headers) {
    return send(
        path,
        headers,
        request -> request.putHeader("content-type", "application/json").send(body.toBuffer()));
  }

  /** A payment ahead of a job. */
  Answer pay(Map<String, String> headers) throws Exception {
    return await(send("/payment", headers, request -> request.send()));
  }

  private Future<Answer> send(
      String path,
      Map<String, String> headers,
      Function<HttpClientRequest, Future<HttpClientResponse>> send) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(node + path)
            .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers));
    // On the event loop: a body that ends before somebody asks for it is lost.
    return Future.future(
        answered ->
            vertx.runOnContext(
                loop ->
                    clients
                        .to(Origin.of(node))
                        .compose(client -> client.request(options))
                        .compose(send)
                        .compose(TestingPayer::answer)
                        .recover(TestingPayer::reset)
                        .onComplete(answered)));
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), body));
  }

  private static Future<Answer> reset(Throwable failure) {
    return failure instanceof StreamResetException
        ? Future.succeededFuture(new Answer(0, Buffer.buffer()))
        : Future.failedFuture(failure);
  }
}
