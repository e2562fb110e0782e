package dev.pixelgate.router.livepeer.payment;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.router.attempt.JobClient;
import dev.pixelgate.router.attempt.Refusal;
import dev.pixelgate.router.exchange.DocumentCall;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.exchange.TransportFailure;
import dev.pixelgate.router.livepeer.LivepeerHttp;
import dev.pixelgate.router.livepeer.PaidHeaders;
import dev.pixelgate.router.livepeer.Session;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.PaymentResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Sends tickets ahead of a job: {@code POST /payment}. For any number of event loops. */
final class Prepayment {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** An orchestrator with some dozens of models answers some kB. */
  private static final int MOST_BYTES = 1 << 20;

  private final LivepeerHttp http;
  private final InstantSource clock;

  Prepayment(LivepeerHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Result {
    /**
     * Taken.
     *
     * @param newer the orchestrator's answer, with tickets that are numbered anew
     */
    record Taken(Optional<Session> newer) implements Result {}

    /** The token is not known any more: it was restarted. */
    record Restarted() implements Result {}

    /** Not taken for a reason that newer tickets or another token mend. */
    record Outdated() implements Result {}

    /** Not taken, or nobody knows; a phrase after its name. */
    record Failed(String problem) implements Result {}
  }

  /** Sends it; never fails. */
  Future<Result> send(Session session, Signed signed) {
    return http.client(session)
        .compose(client -> post(client, session, signed))
        .map(answer -> read(answer, session))
        .otherwise(failure -> new Result.Failed(TransportFailure.phrase(failure)));
  }

  private Future<Documents.Answer> post(JobClient client, Session session, Signed signed) {
    String base = session.transcoder().getRawPath();
    return DocumentCall.ask(
        http.vertx(),
        Future.succeededFuture(client.client().get()),
        client.post(
            (base.endsWith("/") ? base : base + "/") + "payment",
            PaidHeaders.of(signed.payment(), signed.segment())),
        Buffer.buffer(),
        TIMEOUT,
        MOST_BYTES);
  }

  private Result read(Documents.Answer answer, Session session) {
    return switch (answer) {
      case Documents.Answer.Failed(String problem) -> new Result.Failed(problem);
      case Documents.Answer.Document(int status, Buffer body) when status == 200 ->
          new Result.Taken(newer(body, session));
      case Documents.Answer.Document(int status, Buffer body) -> refused(status, body);
    };
  }

  private static Result refused(int status, Buffer body) {
    String text = Refusal.bounded(new String(body.getBytes(), StandardCharsets.UTF_8));
    if (status == 403 && text.contains("invalid auth token")) {
      return new Result.Restarted();
    }
    boolean outdated = text.contains("expired auth token") || text.contains("TicketParams expired");
    return outdated
        ? new Result.Outdated()
        : new Result.Failed("refused a payment with " + status + ": " + text);
  }

  private Optional<Session> newer(Buffer body, Session session) {
    try {
      OrchestratorInfo info = PaymentResult.parseFrom(body.getBytes()).getInfo();
      return info.hasTicketParams() && info.hasPriceInfo() && info.hasAuthToken()
          ? Optional.of(session.renewed(info, info.toByteString(), clock.instant()))
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
