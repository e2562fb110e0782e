package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.livepeer.TestingFault.Kind;
import dev.pixelgate.router.livepeer.TestingGate.Refusal;
import dev.pixelgate.router.livepeer.chain.Address;
import dev.pixelgate.router.livepeer.chain.TestingTill;
import dev.pixelgate.router.livepeer.chain.TestingTill.Receipt;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.PaymentResult;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Takes the payments ahead of a job of a {@link TestingNode} on a chain: they count for the
 * manifest that the credentials name, whatever that is.
 */
final class TestingDesk {
  private final Supplier<TestingPlan> plan;
  private final TestingGate gate;
  private final TestingTalk talk;
  private final TestingFaults faults;
  private final AtomicInteger payments = new AtomicInteger();

  TestingDesk(
      Supplier<TestingPlan> plan, TestingGate gate, TestingTalk talk, TestingFaults faults) {
    this.plan = plan;
    this.gate = gate;
    this.talk = talk;
    this.faults = faults;
  }

  void next(TestingFault fault) {
    faults.add(fault);
  }

  int payments() {
    return payments.get();
  }

  void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              payments.incrementAndGet();
              faults.next(fault -> judge(request, fault));
            });
  }

  private void judge(HttpServerRequest request, TestingFault fault) {
    Optional<Refusal> refusal = gate.refusal(request.headers(), plan.get());
    if (fault.is(Kind.BEFORE_PAYMENT)) {
      TestingTask.reset(request);
    } else if (fault.is(Kind.RUNNER) || fault.is(Kind.FULL)) {
      TestingTask.refuse(request, new Refusal(500, "oh no"));
    } else if (refusal.isPresent()) {
      TestingTask.refuse(request, refusal.get());
    } else {
      take(request, gate.till().orElseThrow(), fault);
    }
  }

  private void take(HttpServerRequest request, TestingTill till, TestingFault fault) {
    Payment payment = gate.payment(request.headers());
    SegData data = gate.credentials(request.headers());
    switch (till.receive(payment, data.getManifestId().toStringUtf8())) {
      case Receipt.Taken() -> {
        if (fault.is(Kind.NOWHERE)) {
          answer(request, talk.again(request, Address.of(payment.getSender()), data, till));
        } else {
          TestingTask.reset(request);
        }
      }
      case Receipt.Refused(String text) -> TestingTask.refuse(request, new Refusal(400, text));
      case Receipt.Panicked() -> TestingTask.reset(request);
    }
  }

  /** Nobody has seen what a real one says to a payer whose reserve has gone meanwhile. */
  private static void answer(HttpServerRequest request, Optional<OrchestratorInfo> info) {
    info.ifPresentOrElse(
        now ->
            request
                .response()
                .putHeader("content-type", "application/octet-stream")
                .end(Buffer.buffer(PaymentResult.newBuilder().setInfo(now).build().toByteArray())),
        () -> TestingTask.refuse(request, new Refusal(500, "insufficient sender reserve")));
  }
}
