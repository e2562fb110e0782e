package dev.pixelgate.router.livepeer.chain;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;

/**
 * All that a signer remembers, and it has its callers remember it.
 *
 * @param session the hash of the orchestrator's number that the nonces belong to, {@code 0x} and
 *     hex
 * @param updated when, as it is written
 * @param authUntil seconds since 1970; until then the hook is not asked again
 * @param nonce of the newest ticket
 * @param balance what the orchestrator has of the payer, by the signer's count
 * @param initial the price at the beginning, which all is counted at
 */
record SignerState(
    String id,
    String session,
    String updated,
    Address orchestrator,
    String app,
    long authUntil,
    long nonce,
    WeiAmount balance,
    PriceInfo initial,
    String type,
    long sequence,
    String user) {
  static SignerState read(byte[] bytes) {
    JsonObject json = new JsonObject(Buffer.buffer(bytes));
    return new SignerState(
        json.getString("StateID"),
        json.getString("PMSessionID"),
        json.getString("LastUpdate"),
        Address.parse(json.getString("OrchestratorAddress")),
        json.getString("App"),
        json.getLong("AuthExpiry"),
        json.getLong("SenderNonce"),
        amount(json.getString("Balance")),
        PriceInfo.newBuilder()
            .setPricePerUnit(json.getLong("InitialPricePerUnit"))
            .setPixelsPerUnit(json.getLong("InitialPixelsPerUnit"))
            .build(),
        json.getString("Type"),
        json.getLong("SequenceNumber"),
        json.getString("AuthID"));
  }

  /** In the order of a real one. */
  byte[] write() {
    return new JsonObject()
        .put("StateID", id)
        .put("PMSessionID", session)
        .put("LastUpdate", updated)
        .put("OrchestratorAddress", orchestrator.hex())
        .put("App", app)
        .put("AuthExpiry", authUntil)
        .put("SenderNonce", nonce)
        .put("Balance", text(balance))
        .put("InitialPricePerUnit", initial.getPricePerUnit())
        .put("InitialPixelsPerUnit", initial.getPixelsPerUnit())
        .put("Type", type)
        .put("SequenceNumber", sequence)
        .put("AuthID", user)
        .toBuffer()
        .getBytes();
  }

  /** The next one of a caller who asks for this type. */
  SignerState next(String asked) {
    return new SignerState(
        id,
        session,
        updated,
        orchestrator,
        app,
        authUntil,
        nonce,
        balance,
        initial,
        asked,
        sequence + 1,
        user);
  }

  /** The same after tickets under this session, up to this nonce. */
  SignerState paid(String under, long upTo, WeiAmount left, String now) {
    return new SignerState(
        id, under, now, orchestrator, app, authUntil, upTo, left, initial, type, sequence, user);
  }

  /** The same of a user who may pay until then. */
  SignerState allowed(String whose, long until) {
    return new SignerState(
        id,
        session,
        updated,
        orchestrator,
        app,
        until,
        nonce,
        balance,
        initial,
        type,
        sequence,
        whose);
  }

  private static String text(WeiAmount amount) {
    return amount.denominator().equals(BigInteger.ONE)
        ? amount.numerator().toString()
        : amount.numerator() + "/" + amount.denominator();
  }

  private static WeiAmount amount(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? WeiAmount.of(new BigInteger(text))
        : new WeiAmount(
            new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
  }
}
