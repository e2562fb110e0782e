package dev.pixelgate.router.livepeer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.router.livepeer.chain.Address;
import dev.pixelgate.router.livepeer.chain.TestingCredentials;
import dev.pixelgate.router.livepeer.chain.TestingTill;
import dev.pixelgate.router.livepeer.wire.Capabilities;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import io.vertx.core.MultiMap;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at a job's credentials in the order and with the words of a real orchestrator. */
final class TestingGate {
  static final String PAYMENT = "Livepeer-Payment";

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** Go's parser has a space that does not break. */
  private static final String UNDECODABLE = "proto:\u00a0cannot parse invalid wire-format data";

  private final Supplier<TestingProcess> process;

  TestingGate(Supplier<TestingProcess> process) {
    this.process = process;
  }

  /** An error as a real orchestrator answers it. */
  record Refusal(int status, String text) {}

  /** Payment first, then the segment's credentials. On a chain somebody has to have signed. */
  Optional<Refusal> refusal(MultiMap headers, TestingPlan plan) {
    Payment payment;
    try {
      payment = Payment.parseFrom(decoded(headers.get(PAYMENT)));
    } catch (IllegalArgumentException e) {
      return refused(402, "base64 decode error: " + illegal("" + headers.get(PAYMENT)));
    } catch (InvalidProtocolBufferException e) {
      return refused(402, "protobuf unmarshal error: " + UNDECODABLE);
    }
    SegData data;
    try {
      data = SegData.parseFrom(decoded(headers.get(SegmentHeader.NAME)));
    } catch (IllegalArgumentException e) {
      return refused(403, "ErrorSegEncoding");
    } catch (InvalidProtocolBufferException e) {
      return refused(403, UNDECODABLE);
    }
    if (plan.sale().isPresent()) {
      return TestingCredentials.isSigned(data, Address.of(payment.getSender()))
          ? segment(data, plan)
          : refused(403, "ErrSegSig");
    }
    if (plan.isOnChain() && (payment.getSender().isEmpty() || data.getSig().isEmpty())) {
      return refused(403, "ErrSegSig");
    }
    return segment(data, plan).or(() -> plan.isOnChain() ? unpaid(payment) : Optional.empty());
  }

  /** The payment of headers that were not refused. */
  Payment payment(MultiMap headers) {
    try {
      return Payment.parseFrom(decoded(headers.get(PAYMENT)));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The credentials of headers that were not refused. */
  SegData credentials(MultiMap headers) {
    try {
      return SegData.parseFrom(decoded(headers.get(SegmentHeader.NAME)));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where payments go now, on a chain. */
  Optional<TestingTill> till() {
    return process.get().till();
  }

  private Optional<Refusal> segment(SegData data, TestingPlan plan) {
    if (!isCompatible(data.getCapabilities(), plan)) {
      return refused(403, "incompatible capabilities");
    }
    if (!data.hasAuthToken()) {
      return refused(403, "missing auth token");
    }
    return process.get().tokens().fault(data.getAuthToken()).flatMap(fault -> refused(403, fault));
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

  /** As Go says it. */
  private static String illegal(String base64) {
    int at = 0;
    while (at < base64.length() && BASE64.indexOf(base64.charAt(at)) >= 0) {
      at++;
    }
    return "illegal base64 data at input byte " + at;
  }

  private static byte[] decoded(@Nullable String header) {
    return header == null ? new byte[0] : Base64.getDecoder().decode(header);
  }

  private static Optional<Refusal> refused(int status, String text) {
    return Optional.of(new Refusal(status, text));
  }
}
