package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.discovery.OrchestratorUrl;
import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens sessions with one orchestrator: asks it what it wants for a capability. */
final class Opener {
  private static final String METHOD = "net.Orchestrator/GetOrchestrator";

  /** gRPC's code for an error of the application itself; the others are of the transport. */
  private static final int BY_THE_ORCHESTRATOR = 2;

  private final Vertx vertx;
  private final InstantSource clock;
  private final URI base;
  private final Destinations destinations;
  private final Http2Clients clients;
  private final Payments payments;

  /**
   * Of the orchestrator at this URL.
   *
   * @param destinations judges this URL, and the one that the answer names
   * @param payments says who we are
   */
  Opener(
      Vertx vertx,
      InstantSource clock,
      URI base,
      Destinations destinations,
      Http2Clients clients,
      Payments payments) {
    this.vertx = vertx;
    this.clock = clock;
    this.base = base;
    this.destinations = destinations;
    this.clients = clients;
    this.payments = payments;
  }

  /**
   * Asks; never fails.
   *
   * @param wanted nothing to ask for everything: then the price is that of no capability
   * @param timeout to be answered, once it is known who asks
   */
  Future<Opening> open(Optional<Capability> wanted, Duration timeout) {
    return payments.sender().compose(sender -> ask(request(wanted, sender), timeout));
  }

  private static OrchestratorRequest request(Optional<Capability> wanted, Payments.Sender sender) {
    OrchestratorRequest.Builder request =
        OrchestratorRequest.newBuilder().setAddress(sender.address()).setSig(sender.signature());
    wanted.map(Requested::of).ifPresent(request::setCapabilities);
    return request.build();
  }

  private Future<Opening> ask(OrchestratorRequest request, Duration timeout) {
    long begun = System.nanoTime();
    return destinations
        .of(base)
        .compose(
            destination ->
                switch (destination) {
                  case Destination.Refused(String problem) -> failed("has a URL that " + problem);
                  case Destination.Allowed to ->
                      clients
                          .to(to.origin())
                          .timeout(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS)
                          .compose(
                              client ->
                                  GrpcCall.ask(
                                      vertx,
                                      client,
                                      to,
                                      METHOD,
                                      request.toByteArray(),
                                      timeout.minusNanos(System.nanoTime() - begun)))
                          .otherwise(Opener::noClient)
                          .compose(this::read);
                });
  }

  private static GrpcAnswer noClient(Throwable failure) {
    return GrpcAnswer.Failed.of(failure);
  }

  private Future<Opening> read(GrpcAnswer answer) {
    return switch (answer) {
      case GrpcAnswer.Message(Buffer bytes) -> read(ByteString.copyFrom(bytes.getBytes()));
      case GrpcAnswer.Refused(GrpcStatus(int code, String text)) when code == BY_THE_ORCHESTRATOR ->
          Future.succeededFuture(new Opening.Refused(text));
      case GrpcAnswer.Refused(GrpcStatus(int code, String text)) ->
          failed("refused with gRPC status %d \"%s\"".formatted(code, text));
      case GrpcAnswer.Failed(String problem, boolean distrusted) ->
          Future.succeededFuture(new Opening.Failed(problem, distrusted));
    };
  }

  /** What these bytes of a stranger mean. */
  Future<Opening> read(ByteString bytes) {
    OrchestratorInfo info;
    try {
      info = OrchestratorInfo.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      return failed("answered something that is not an OrchestratorInfo");
    }
    if (info.getAuthToken().getToken().isEmpty()) {
      return failed("answered without an auth token");
    }
    return OrchestratorUrl.parse(info.getTranscoder())
        .map(transcoder -> open(transcoder, info, bytes))
        .orElseGet(() -> failed("answered without a URL for its work"));
  }

  private Future<Opening> open(URI transcoder, OrchestratorInfo info, ByteString bytes) {
    return destinations
        .of(transcoder)
        .map(
            destination ->
                switch (destination) {
                  case Destination.Refused(String problem) ->
                      new Opening.Failed("names a URL for its work that " + problem);
                  case Destination.Allowed address ->
                      new Opening.Open(
                          Session.of(transcoder, address, info, bytes, clock.instant()));
                });
  }

  private static Future<Opening> failed(String problem) {
    return Future.succeededFuture(new Opening.Failed(problem));
  }
}
