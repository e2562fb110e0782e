package dev.pixelgate.function.receipt;

import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.receipt.Head;
import dev.pixelgate.pricing.receipt.Link;
import dev.pixelgate.pricing.receipt.Place;
import dev.pixelgate.pricing.receipt.Receipt;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Reads of a receipt what its chain is made of. */
public final class LinkReader {
  private LinkReader() {}

  /**
   * Of a receipt in canonical JSON. Other members may be there: a later version has more of them.
   *
   * @throws IllegalArgumentException when it is no receipt; says why
   */
  public static Link read(String body) {
    try {
      JsonObject json = new JsonObject(body);
      Place place =
          new Place(
              text(json, "instance"),
              number(json, "seq"),
              Optional.ofNullable(json.getString("previous")).map(Sha256::new),
              Optional.ofNullable(json.getJsonObject("follows")).map(LinkReader::head));
      return new Link(text(json, "account"), place, text(json, "id"), Receipt.hash(body));
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("it is no receipt: " + e.getMessage(), e);
    }
  }

  private static Head head(JsonObject json) {
    return new Head(text(json, "instance"), number(json, "seq"), new Sha256(text(json, "hash")));
  }

  private static String text(JsonObject json, String name) {
    String value = json.getString(name);
    if (value == null) {
      throw new IllegalArgumentException("it is no receipt: it has no " + name);
    }
    return value;
  }

  private static long number(JsonObject json, String name) {
    Long value = json.getLong(name);
    if (value == null) {
      throw new IllegalArgumentException("it is no receipt: it has no " + name);
    }
    return value;
  }
}
