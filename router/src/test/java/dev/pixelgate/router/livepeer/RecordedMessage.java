package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.router.livepeer.wire.AuthToken;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.TicketExpirationParams;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import io.vertx.core.json.JsonObject;

/** Messages from the JSON that they are shown as in recordings, where their bytes were cut. */
final class RecordedMessage {
  private RecordedMessage() {}

  /** All but the tickets. */
  static Payment.Builder payment(JsonObject json) {
    return Payment.newBuilder()
        .setTicketParams(params(json.getJsonObject("ticket_params")))
        .setSender(bytes(json, "sender"))
        .setExpirationParams(expiration(json.getJsonObject("expiration_params")))
        .setExpectedPrice(price(json.getJsonObject("expected_price")));
  }

  static TicketParams.Builder params(JsonObject json) {
    return TicketParams.newBuilder()
        .setRecipient(bytes(json, "recipient"))
        .setFaceValue(bytes(json, "face_value"))
        .setWinProb(bytes(json, "win_prob"))
        .setRecipientRandHash(bytes(json, "recipient_rand_hash"))
        .setSeed(bytes(json, "seed"))
        .setExpirationBlock(bytes(json, "expiration_block"));
  }

  static TicketExpirationParams expiration(JsonObject json) {
    return TicketExpirationParams.newBuilder()
        .setCreationRound(json.getLong("creation_round"))
        .setCreationRoundBlockHash(bytes(json, "creation_round_block_hash"))
        .build();
  }

  static PriceInfo price(JsonObject json) {
    return PriceInfo.newBuilder()
        .setPricePerUnit(json.getLong("pricePerUnit"))
        .setPixelsPerUnit(json.getLong("pixelsPerUnit"))
        .build();
  }

  static AuthToken token(JsonObject json) {
    return AuthToken.newBuilder()
        .setToken(bytes(json, "token"))
        .setSessionId(json.getString("session_id"))
        .setExpiration(json.getLong("expiration"))
        .build();
  }

  private static ByteString bytes(JsonObject json, String field) {
    return ByteString.fromHex(json.getString(field));
  }
}
