package dev.pixelgate.router.livepeer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.router.livepeer.wire.Capabilities;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a job's credentials in the order and with the words of a real orchestrator. */
final class TestingGate {
  private final TestingTokens tokens;

  TestingGate(TestingTokens tokens) {
    this.tokens = tokens;
  }

  /** An error as a real orchestrator answers it. */
  record Refusal(int status, String text) {}

  /** Payment first, then the segment's credentials. On a chain somebody has to have signed. */
  Optional<Refusal> refusal(TestingJob job, TestingPlan plan) {
    Payment payment;
    try {
      payment = Payment.parseFrom(decoded(job.headers().get("Livepeer-Payment")));
    } catch (IllegalArgumentException e) {
      return refused(402, "base64 decode error: " + e.getMessage());
    } catch (InvalidProtocolBufferException e) {
      return refused(402, "protobuf unmarshal error: " + e.getMessage());
    }
    SegData data;
    try {
      data = SegData.parseFrom(decoded(job.headers().get("Livepeer-Segment")));
    } catch (IllegalArgumentException e) {
      return refused(403, "ErrorSegEncoding");
    } catch (InvalidProtocolBufferException e) {
      return refused(403, "proto: cannot parse invalid wire-format data");
    }
    if (plan.isOnChain() && (payment.getSender().isEmpty() || data.getSig().isEmpty())) {
      return refused(403, "ErrSegSig");
    }
    return segment(data, plan).or(() -> plan.isOnChain() ? unpaid(payment) : Optional.empty());
  }

  private Optional<Refusal> segment(SegData data, TestingPlan plan) {
    if (!isCompatible(data.getCapabilities(), plan)) {
      return refused(403, "incompatible capabilities");
    }
    if (!data.hasAuthToken()) {
      return refused(403, "missing auth token");
    }
    return tokens.fault(data.getAuthToken()).flatMap(fault -> refused(403, fault));
  }

  /** The least of a payment: real ones count tickets and debit them. */
  private static Optional<Refusal> unpaid(Payment payment) {
    if (!payment.hasExpectedPrice()) {
      return refused(400, "invalid expected price sent with payment err=\"expected price is nil\"");
    }
    return payment.getTicketSenderParamsCount() == 0
        ? refused(400, "Insufficient balance")
        : Optional.empty();
  }

  /** Absent ones are; a model that it lacks is not. */
  private static boolean isCompatible(Capabilities asked, TestingPlan plan) {
    return asked.getConstraints().getPerCapabilityMap().entrySet().stream()
        .allMatch(
            pipeline ->
                pipeline.getValue().getModelsMap().keySet().stream()
                    .allMatch(id -> has(plan, pipeline, id)));
  }

  private static boolean has(TestingPlan plan, Map.Entry<Integer, ?> pipeline, String id) {
    return plan.models().stream()
        .map(TestingModel::capability)
        .anyMatch(
            one ->
                PipelineNumber.of(one.pipeline()) == pipeline.getKey() && one.model().equals(id));
  }

  private static byte[] decoded(@Nullable String header) {
    return header == null ? new byte[0] : Base64.getDecoder().decode(header);
  }

  private static Optional<Refusal> refused(int status, String text) {
    return Optional.of(new Refusal(status, text));
  }
}
