package dev.pixelgate.router.livepeer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.router.livepeer.chain.RecordedFiles;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.SegData;
import dev.pixelgate.router.livepeer.wire.TicketSenderParams;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One recorded call to a real orchestrator on a chain. */
record Recording(String name, JsonObject json) {
  /** The accounts of the wallet by the names that the recordings give them, from 1. */
  private static final List<String> NAMES =
      List.of(
          "O",
          "GW",
          "SIGNER",
          "POOR",
          "O2",
          "LOWRES",
          "P1",
          "P2",
          "P3",
          "P4",
          "P5",
          "P6",
          "P7",
          "P8",
          "P9",
          "P10",
          "P11",
          "P12",
          "NODEPOSIT");

  static Recording of(String folder, String name) {
    return new Recording(name, (JsonObject) RecordedFiles.value(folder + "/" + name + ".json"));
  }

  static int account(String sender) {
    return 1 + NAMES.indexOf(sender);
  }

  int sender() {
    return account(json.getString("sender"));
  }

  /** Whether its tickets' signatures were cut out. */
  boolean isCut() {
    return header().orElse("").contains("...");
  }

  /** The header {@code Livepeer-Payment}; nothing when there was none. */
  Optional<String> header() {
    return Optional.ofNullable(json.getString("livepeer_payment"))
        .filter(text -> !text.startsWith("("));
  }

  /** The payment, when there was one that can be read. Of long ones the middle was cut out. */
  Optional<Payment> payment() {
    String text = header().orElse("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(isCut() ? cut() : Payment.parseFrom(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /** Its tickets follow one another; they are not signed. */
  private Payment cut() {
    JsonObject decoded = json.getJsonObject("payment_decoded");
    JsonArray tickets = decoded.getJsonArray("ticket_sender_params");
    int first = tickets.getJsonObject(0).getInteger("sender_nonce");
    int count = Integer.parseInt(tickets.getString(2).replaceAll("[^0-9]", ""));
    Payment.Builder payment = RecordedMessage.payment(decoded);
    IntStream.range(first, first + count)
        .forEach(
            nonce ->
                payment.addTicketSenderParams(
                    TicketSenderParams.newBuilder().setSenderNonce(nonce)));
    return payment.build();
  }

  /** The credentials, where they were recorded. */
  Optional<SegData> segment() {
    return Optional.ofNullable(json.getString("livepeer_segment"))
        .map(
            text -> {
              try {
                return SegData.parseFrom(Base64.getDecoder().decode(text));
              } catch (InvalidProtocolBufferException e) {
                throw new UncheckedIOException(name, e);
              }
            });
  }

  boolean isPaymentAhead() {
    return json.getString("request", "").startsWith("POST /payment") || name.startsWith("p04");
  }

  /** 0 for a stream that was reset. */
  int status() {
    return json.getJsonObject("reply", json).getInteger("status");
  }

  String text() {
    return json.getJsonObject("reply", json).getString("body", "");
  }
}
