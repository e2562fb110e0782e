package dev.pixelgate.function.http;

import dev.pixelgate.function.config.DurationText;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.quote.Quotes;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a request's own headers demand.
 *
 * @param caps the request's own, beside the gateway's; {@link #within} adds its account's
 * @param hops how many gateways have passed it on
 * @param key under which it is to be answered once, whatever comes in between
 * @param noStore whether its result may neither come from a cache nor go there
 * @param quote as it was given, unread
 */
record RequestTerms(
    List<Cap> caps,
    Optional<PolicyName> policy,
    Optional<Duration> deadline,
    int hops,
    Optional<String> key,
    boolean noStore,
    Optional<String> quote) {
  private static final String MAX_CHARGE = "Pixelgate-Max-Charge";
  private static final String MAX_PRICE = "Pixelgate-Max-Price";
  private static final String POLICY = "Pixelgate-Policy";
  private static final String DEADLINE = "Pixelgate-Deadline";
  private static final String HOPS = "Pixelgate-Hops";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
  private static final String CLIENT_ID = "X-Request-Id";
  private static final int CLIENT_ID_LENGTH = 128;
  private static final String KEY = "Idempotency-Key";
  private static final int KEY_LENGTH = 255;

  /** Lower case; every other {@code pixelgate-} header is refused, never ignored. */
  private static final Set<String> BUILT =
      Set.of(
          "pixelgate-max-charge",
          "pixelgate-max-price",
          "pixelgate-policy",
          "pixelgate-deadline",
          "pixelgate-hops",
          "pixelgate-quote");

  /** The outcome of reading the headers. */
  sealed interface Read {
    record Good(RequestTerms terms) implements Read {}

    record Bad(Failure failure) implements Read {}
  }

  static Read read(MultiMap headers) {
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("pixelgate-") && !BUILT.contains(name)) {
        return bad(header.getKey(), "this version does not have it");
      }
    }
    List<Cap> caps = new ArrayList<>();
    try {
      value(headers, MAX_CHARGE).ifPresent(t -> caps.add(new Cap.PerRequest(usd(t), MAX_CHARGE)));
      value(headers, MAX_PRICE).ifPresent(t -> caps.add(new Cap.PerPixel(price(t), MAX_PRICE)));
      Optional<PolicyName> policy = value(headers, POLICY).map(RequestTerms::policy);
      Optional<Duration> deadline = value(headers, DEADLINE).map(RequestTerms::deadline);
      int hops = value(headers, HOPS).map(RequestTerms::hops).orElse(0);
      if (headers.contains(CLIENT_ID) && clientId(headers).isEmpty()) {
        return bad(CLIENT_ID, "must be 1 to " + CLIENT_ID_LENGTH + " visible ASCII characters");
      }
      Optional<String> key = value(headers, KEY).map(RequestTerms::key);
      Optional<String> quote = value(headers, Quotes.HEADER);
      return new Read.Good(
          new RequestTerms(
              List.copyOf(caps), policy, deadline, hops, key, noStore(headers), quote));
    } catch (HeaderException e) {
      return bad(e.header, e.reason);
    }
  }

  /** The same within the caps of an account, which are named first where both are as strict. */
  RequestTerms within(List<Cap> account) {
    return new RequestTerms(
        Stream.concat(account.stream(), caps.stream()).toList(),
        policy,
        deadline,
        hops,
        key,
        noStore,
        quote);
  }

  /** The client's {@code X-Request-Id}, when it is one that can be echoed and logged. */
  static Optional<String> clientId(MultiMap headers) {
    return Optional.ofNullable(headers.get(CLIENT_ID))
        .filter(id -> isVisible(id, CLIENT_ID_LENGTH));
  }

  private static boolean isVisible(String text, int longest) {
    return !text.isEmpty()
        && text.length() <= longest
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static String key(String text) {
    if (!isVisible(text, KEY_LENGTH)) {
      throw new HeaderException(
          KEY,
          new IllegalArgumentException(
              "must be 1 to %d visible ASCII characters, not %d characters"
                  .formatted(KEY_LENGTH, text.length())));
    }
    return text;
  }

  /** As RFC 9111 writes it: one of the directives of any of the headers, in any case. */
  private static boolean noStore(MultiMap headers) {
    return headers.getAll(HttpHeaders.CACHE_CONTROL).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(directive -> directive.strip().equalsIgnoreCase("no-store"));
  }

  private static Read bad(String header, String message) {
    return new Read.Bad(new Failure.BadHeader(header, message));
  }

  /** Twice is refused: which of two caps was meant nobody knows. */
  private static Optional<String> value(MultiMap headers, String name) {
    if (headers.getAll(name).size() > 1) {
      throw new HeaderException(name, new IllegalArgumentException("is given more than once"));
    }
    return Optional.ofNullable(headers.get(name));
  }

  private static Usd usd(String text) {
    try {
      return Usd.parse(text);
    } catch (IllegalArgumentException e) {
      throw new HeaderException(MAX_CHARGE, e);
    }
  }

  private static Price price(String text) {
    try {
      return Price.parse(text);
    } catch (IllegalArgumentException e) {
      throw new HeaderException(MAX_PRICE, e);
    }
  }

  private static PolicyName policy(String text) {
    return PolicyName.of(text)
        .orElseThrow(
            () ->
                new HeaderException(
                    POLICY,
                    new IllegalArgumentException(
                        "must be cheapest, balanced, fastest or weighted")));
  }

  private static Duration deadline(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new HeaderException(DEADLINE, e);
    }
  }

  /** Set by the gateway that passes a request on; one that goes round in a circle ends here. */
  private static int hops(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new HeaderException(HOPS, new IllegalArgumentException("is no whole number"));
    }
    int hops = Integer.parseInt(text);
    if (hops > Demand.MOST_HOPS) {
      throw new HeaderException(
          HOPS,
          new IllegalArgumentException(
              "the request has passed %d gateways, at most %d may pass it on"
                  .formatted(hops, Demand.MOST_HOPS)));
    }
    return hops;
  }

  /** Carries the header's name out of the chain of readers above. */
  private static final class HeaderException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String header;
    private final String reason;

    HeaderException(String header, IllegalArgumentException cause) {
      super(cause);
      this.header = header;
      this.reason = String.valueOf(cause.getMessage());
    }
  }
}
