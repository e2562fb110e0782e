package dev.pixelgate.router.livepeer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.livepeer.chain.Address;
import dev.pixelgate.router.livepeer.chain.TestingCredentials;
import dev.pixelgate.router.livepeer.chain.TestingOffers.Offer;
import dev.pixelgate.router.livepeer.chain.TestingTill;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The gRPC side of a {@link TestingNode}. */
final class TestingTalk {
  private static final String UNSIGNED =
      "Invalid orchestrator request: orchestrator req sig check failed";

  private final Supplier<TestingPlan> plan;
  private final Supplier<TestingProcess> process;
  private final TestingMedia media;
  private final ToIntFunction<Capability> idle;
  private final Consumer<OrchestratorRequest> arrived;

  TestingTalk(
      Supplier<TestingPlan> plan,
      Supplier<TestingProcess> process,
      TestingMedia media,
      ToIntFunction<Capability> idle,
      Consumer<OrchestratorRequest> arrived) {
    this.plan = plan;
    this.process = process;
    this.media = media;
    this.idle = idle;
    this.arrived = arrived;
  }

  void handle(HttpServerRequest request, Buffer body) {
    GrpcFrame frame = new GrpcFrame(GrpcCall.MOST_BYTES);
    frame.take(body);
    if (!request.path().equals("/net.Orchestrator/GetOrchestrator")) {
      refuse(request, "12", "unknown method " + request.path());
      return;
    }
    try {
      OrchestratorRequest question =
          OrchestratorRequest.parseFrom(frame.message().orElse(Buffer.buffer()).getBytes());
      arrived.accept(question);
      answer(request, question);
    } catch (InvalidProtocolBufferException e) {
      refuse(request, "13", "grpc: error unmarshalling request: " + e.getMessage());
    }
  }

  private void answer(HttpServerRequest request, OrchestratorRequest question) {
    TestingPlan now = plan.get();
    switch (now.quoting()) {
      case WELL -> quote(request, question, now);
      case NO_TOKEN -> message(request, info(request, question, now).clearAuthToken().build());
      case HANGS -> {}
      case RUBBISH -> end(request, GrpcFrame.of(new byte[] {(byte) 0xff, 1, 2, 3}));
      case ENDLESS -> pour(grpc(request), GrpcFrame.of(new byte[GrpcCall.MOST_BYTES]));
      case WRONG_FRAME -> end(request, Buffer.buffer(new byte[] {1, 0, 0, 0, 1, 0}));
      case EMPTY -> grpc(request).end();
      case REFUSES -> refuse(request, "2", "insufficient sender reserve");
      case HTML -> request.response().putHeader("content-type", "text/html").end("<html>");
      case RESETS -> request.response().reset(2);
    }
  }

  private void quote(HttpServerRequest request, OrchestratorRequest question, TestingPlan now) {
    Optional<TestingTill> till = process.get().till();
    if (till.isPresent()) {
      sell(request, question, now, till.get());
    } else if (now.isOnChain() && question.getSig().isEmpty()) {
      refuse(request, "2", UNSIGNED);
    } else {
      message(request, info(request, question, now).build());
    }
  }

  private void sell(
      HttpServerRequest request, OrchestratorRequest question, TestingPlan now, TestingTill till) {
    if (!TestingCredentials.isSigned(question)) {
      refuse(request, "2", UNSIGNED);
      return;
    }
    switch (offer(question, now, till)) {
      case Offer.Made made -> {
        OrchestratorInfo.Builder info = info(request, question, now);
        if (!question.hasCapabilities()) {
          info.addAllCapabilitiesPrices(TestingQuotes.list(now, till.sale()));
        }
        message(request, priced(info, till, made));
      }
      case Offer.Refused(String text) -> refuse(request, "2", text);
    }
  }

  private static Offer offer(OrchestratorRequest question, TestingPlan now, TestingTill till) {
    return till.offer(
        Address.of(question.getAddress()),
        TestingQuotes.price(now, till.sale(), question.getCapabilities()));
  }

  private static OrchestratorInfo priced(
      OrchestratorInfo.Builder info, TestingTill till, Offer.Made made) {
    return info.setAddress(till.address().bytes())
        .setPriceInfo(made.price())
        .setTicketParams(made.params())
        .build();
  }

  /** What a payer is told whose payment was taken ahead of a job: all of it anew but the token. */
  Optional<OrchestratorInfo> again(
      HttpServerRequest request, Address payer, SegData data, TestingTill till) {
    OrchestratorRequest question =
        OrchestratorRequest.newBuilder()
            .setAddress(payer.bytes())
            .setCapabilities(data.getCapabilities())
            .build();
    TestingPlan now = plan.get();
    return offer(question, now, till) instanceof Offer.Made made
        ? Optional.of(
            priced(info(request, question, now).setAuthToken(data.getAuthToken()), till, made))
        : Optional.empty();
  }

  private OrchestratorInfo.Builder info(
      HttpServerRequest request, OrchestratorRequest question, TestingPlan now) {
    return TestingQuotes.answer(now, question, idle)
        .setTranscoder(now.transcoder().orElseGet(() -> media.base(request)))
        .setAuthToken(process.get().tokens().issue(now.tokens()));
  }

  private static void message(HttpServerRequest request, OrchestratorInfo info) {
    end(request, GrpcFrame.of(info.toByteArray()));
  }

  private static void end(HttpServerRequest request, Buffer frame) {
    HttpServerResponse response = grpc(request);
    response.putTrailer("grpc-status", "0");
    response.end(frame);
  }

  /** Headers, no message, and the status in the trailers. */
  private static void refuse(HttpServerRequest request, String status, String text) {
    HttpServerResponse response = grpc(request);
    response.putTrailer("grpc-status", status).putTrailer("grpc-message", text);
    response.end();
  }

  private static HttpServerResponse grpc(HttpServerRequest request) {
    return request.response().putHeader("content-type", "application/grpc");
  }

  private static void pour(HttpServerResponse response, Buffer bytes) {
    response.write(bytes).onSuccess(sent -> pour(response, Buffer.buffer(new byte[64 << 10])));
  }
}
