package dev.pixelgate.router.livepeer.chain;

import dev.pixelgate.pricing.WeiAmount;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a signer.
 *
 * @param orchestrator its answer, as it was received
 * @param pixels what is to be paid for
 * @param mostForUnit the caller's cap
 * @param state what the signer answered before, and its signature over that; both empty at first
 */
record SignerRequest(
    byte[] orchestrator,
    String type,
    long pixels,
    String manifest,
    String app,
    byte[] capabilities,
    Optional<WeiAmount> mostForUnit,
    byte[] state,
    byte[] signature) {
  /** With a message in the words of Go's decoder, where we know them. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  static SignerRequest read(Buffer body) throws MalformedException {
    JsonObject json = object(body);
    JsonObject state = of(json, "state", JsonObject.class, new JsonObject(), "object");
    return new SignerRequest(
        bytes(json, "orchestrator"),
        text(json, "type"),
        number(json),
        text(json, "ManifestID"),
        text(json, "app"),
        bytes(json, "capabilities"),
        Optional.ofNullable(json.getJsonObject("maxPrice"))
            .map(cap -> wei(new BigDecimal("" + cap.getValue("price")))),
        bytes(state, "State"),
        bytes(state, "Sig"));
  }

  boolean hasState() {
    return state.length > 0 || signature.length > 0;
  }

  private static WeiAmount wei(BigDecimal price) {
    BigDecimal plain = price.setScale(Math.max(0, price.scale()));
    return new WeiAmount(
        plain.unscaledValue(), BigDecimal.ONE.scaleByPowerOfTen(plain.scale()).toBigInteger());
  }

  private static JsonObject object(Buffer body) throws MalformedException {
    Object value;
    try {
      value = Json.decodeValue(body);
    } catch (DecodeException e) {
      throw new MalformedException(
          body.length() == 0 ? "EOF" : "invalid character in JSON: " + e.getMessage());
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new MalformedException(
        "json: cannot unmarshal %s into Go value of type server.RemotePaymentRequest"
            .formatted(kind(value)));
  }

  private static long number(JsonObject json) throws MalformedException {
    return of(json, "inPixels", Number.class, 0, "int64").longValue();
  }

  private static String text(JsonObject json, String field) throws MalformedException {
    return of(json, field, String.class, "", "string");
  }

  private static byte[] bytes(JsonObject json, String field) throws MalformedException {
    try {
      return Base64.getDecoder().decode(of(json, field, String.class, "", "[]uint8"));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("illegal base64 data at input byte 0");
    }
  }

  private static <T> T of(JsonObject json, String field, Class<T> type, T otherwise, String wanted)
      throws MalformedException {
    Object value = json.getValue(field);
    if (value == null) {
      return otherwise;
    }
    if (!type.isInstance(value)) {
      throw new MalformedException(
          "json: cannot unmarshal %s into Go struct field RemotePaymentRequest.%s of type %s"
              .formatted(kind(value), field, wanted));
    }
    return type.cast(value);
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case String text -> "string";
      case Number number -> "number";
      case Boolean truth -> "bool";
      case JsonArray array -> "array";
      case null, default -> "object";
    };
  }
}
