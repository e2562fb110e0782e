package dev.pixelgate.function.config;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/** A private key as it is configured: a JWK on P-256. Its messages never show any of it. */
final class SigningKeyText {
  /** 32 bytes. */
  private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final int MOST_CHARACTERS = 4096;

  private SigningKeyText() {}

  /** Looks at the form; whether its halves belong together is seen when it is first used. */
  @SuppressWarnings("UnusedException") // it may quote the key
  static Secret parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "is longer than " + MOST_CHARACTERS + " characters, a JWK on P-256 has some 250");
    }
    JsonObject key;
    try {
      key = new JsonObject(text);
    } catch (DecodeException e) {
      throw new IllegalArgumentException("is no JSON; a private JWK on P-256 is needed");
    }
    if (!"EC".equals(key.getValue("kty")) || !"P-256".equals(key.getValue("crv"))) {
      throw new IllegalArgumentException("is no JWK with kty EC and crv P-256");
    }
    for (String part : List.of("x", "y", "d")) {
      if (!(key.getValue(part) instanceof String value) || !COORDINATE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "has no " + part + " of 43 characters of Base64; a private JWK on P-256 is needed");
      }
    }
    return new Secret(text);
  }
}
