package dev.pixelgate.function.cli;

import static java.util.stream.Collectors.joining;

import dev.pixelgate.pricing.picture.PictureFormat;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Fields of a JSON answer as text for a terminal; what is not there is a dash. */
final class Cells {
  private static final String NONE = "-";
  private static final int LONGEST = 300;

  private Cells() {}

  /** It comes from another machine: nothing in it may steer the terminal or fill it. */
  static String text(JsonObject json, String field) {
    Object value = json.getValue(field);
    if (value == null) {
      return NONE;
    }
    String text = value.toString();
    StringBuilder safe = new StringBuilder(text.substring(0, Math.min(text.length(), LONGEST)));
    for (int i = 0; i < safe.length(); i++) {
      if (Character.isISOControl(safe.charAt(i))) {
        safe.setCharAt(i, '?');
      }
    }
    return safe.toString();
  }

  /** Such as {@code 4000000 wei/px = 1.2e-8 USD/px}. */
  static String price(JsonObject offer) {
    String price = text(offer, "price");
    return offer.containsKey("price_usd") ? price + " = " + text(offer, "price_usd") : price;
  }

  /** Such as {@code png jpeg}. */
  static String formats(JsonObject offer) {
    if (!(offer.getValue("formats") instanceof JsonArray formats)) {
      return NONE;
    }
    return formats.size() == PictureFormat.values().length
        ? "all"
        : formats.stream().map(String::valueOf).limit(LONGEST).collect(joining(" "));
  }

  /** Such as {@code 12 s ago}; {@code configured} for what has no age. */
  static String seen(JsonObject offer) {
    if (Boolean.FALSE.equals(offer.getValue("answered"))) {
      return "no answer";
    }
    return offer.getValue("age_seconds") instanceof Number seconds
        ? age(Duration.ofSeconds(seconds.longValue())) + " ago"
        : text(offer, "source");
  }

  private static String age(Duration age) {
    if (age.toMinutes() < 2) {
      return age.toSeconds() + " s";
    }
    return age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
  }
}
