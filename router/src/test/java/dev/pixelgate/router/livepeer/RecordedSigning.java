package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.router.livepeer.chain.RecordedFiles;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;

/** One recorded call to a real remote signer. */
record RecordedSigning(String name, JsonObject json) {
  static RecordedSigning of(String name) {
    return new RecordedSigning(name, (JsonObject) RecordedFiles.value("signer/" + name + ".json"));
  }

  /** The body; its long parts were recorded once and are put in again. */
  JsonObject request() {
    JsonObject body = json.getJsonObject("request").getJsonObject("body").copy();
    if (body.getString("capabilities", "").startsWith("(")) {
      JsonObject first = of("02-job1-generate").json;
      body.put(
          "capabilities",
          first.getJsonObject("request").getJsonObject("body").getString("capabilities"));
    }
    return body;
  }

  /** The same with this quote. */
  JsonObject request(OrchestratorInfo quote) {
    return request().put("orchestrator", Base64.getEncoder().encodeToString(quote.toByteArray()));
  }

  /** Whether the quote was recorded as it was sent, rubbish included, or none was sent. */
  boolean isWhole() {
    return !request().getString("orchestrator", "").startsWith("(");
  }

  int status() {
    return json.getJsonObject("reply").getInteger("status");
  }

  JsonObject reply() {
    return json.getJsonObject("reply").getJsonObject("body");
  }

  String header(String name) {
    return json.getJsonObject("reply").getJsonObject("headers").getString(name, "");
  }

  boolean isSigned() {
    return status() == 200;
  }

  /** Of an answer that was signed. */
  JsonObject state() {
    return decoded(reply().getJsonObject("state"));
  }

  static JsonObject decoded(JsonObject state) {
    return new JsonObject(Buffer.buffer(Base64.getDecoder().decode(state.getString("State"))));
  }

  SegData credentials() {
    return parsed(reply().getString("segCreds"));
  }

  static SegData parsed(String credentials) {
    try {
      return SegData.parseFrom(Base64.getDecoder().decode(credentials));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The quote that was sent: as it was, or made again from what was signed under it. */
  OrchestratorInfo quote() {
    if (isWhole()) {
      try {
        return OrchestratorInfo.parseFrom(
            Base64.getDecoder().decode(request().getString("orchestrator", "")));
      } catch (InvalidProtocolBufferException e) {
        return OrchestratorInfo.getDefaultInstance();
      }
    }
    return isSigned() ? remade() : of(sameQuote()).quote();
  }

  /**
   * The call that was made with the same quote, where the answer to this one does not tell it. Of
   * 12 and 13 the price and the tickets were others, which the test puts in.
   */
  private String sameQuote() {
    if (name.equals("10-cheap-482-job8-generate")) {
      return "10-cheap-482-job6-fresh-state-new-info";
    }
    return switch (name.substring(0, 2)) {
      case "04", "05", "07", "12", "13" -> "02-job1-generate";
      case "10" -> "10-cheap-482-job1-generate";
      case "11" -> "11-high-ev-1048576px";
      case "14", "15" -> "14-price-above-configured-max-without-capabilities";
      case "19" -> "19-after-restart-fresh-state";
      default -> throw new AssertionError(name);
    };
  }

  private OrchestratorInfo remade() {
    Payment payment = RecordedMessage.payment(json.getJsonObject("payment_decoded")).build();
    TicketParams params = payment.getTicketParams();
    return OrchestratorInfo.newBuilder()
        .setTranscoder("https://127.0.0.1:22936")
        .setTicketParams(params.toBuilder().setExpirationParams(payment.getExpirationParams()))
        .setPriceInfo(payment.getExpectedPrice())
        .setAddress(params.getRecipient())
        .setAuthToken(credentials().getAuthToken())
        .build();
  }

  /** At which block the quote was made. */
  static long block(OrchestratorInfo quote) {
    ByteString end = quote.getTicketParams().getExpirationBlock();
    return new BigInteger(1, end.toByteArray()).longValue() - 40;
  }

  /** When it was answered, as far as that can be told. */
  Instant time() {
    return isSigned()
        ? Instant.parse(state().getString("LastUpdate"))
        : Instant.ofEpochSecond(quote().getAuthToken().getExpiration() - 1700);
  }
}
