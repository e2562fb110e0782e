package dev.pixelgate.function.config;

import dev.pixelgate.pricing.WeiAmount;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how orchestrators are paid. */
final class PaymentReader {
  static final String SIGNER = "payments.signer";
  private static final String HEADERS = "payments.headers";
  private static final String BELOW = HEADERS + ".";
  private static final String MAX_FLOAT = "payments.max-float";
  private static final String TIMEOUT = "payments.timeout";

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+^_`|~-]{1,64}");

  /** A line break in one would forge headers. */
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*)");

  /** They say how the request itself is written. */
  private static final Set<String> OURS =
      Set.of("host", "content-length", "content-type", "transfer-encoding", "connection");

  private final Section root;

  PaymentReader(Section root) {
    this.root = root;
  }

  /** Nothing where nobody is paid. */
  Optional<PaymentRules> payments() {
    Map<String, Secret> headers = headers();
    Optional<String> beside =
        Stream.concat(Stream.of(MAX_FLOAT, TIMEOUT), headers.keySet().stream().map(BELOW::concat))
            .filter(root::has)
            .findFirst();
    if (!root.has(SIGNER)) {
      beside.ifPresent(key -> root.problem(key, "needs " + SIGNER + " beside it"));
      return Optional.empty();
    }
    Optional<URI> signer = root.optional(SIGNER, Locations::url);
    WeiAmount maxFloat = root.value(MAX_FLOAT, "20000 gwei", Units::wei);
    Duration timeout =
        root.value(TIMEOUT, "3 s", Units.duration(Duration.ofMillis(1), Duration.ofMinutes(1)));
    return signer.map(url -> new PaymentRules(url, headers, maxFloat, timeout));
  }

  private Map<String, Secret> headers() {
    Map<String, Secret> headers = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (String name : root.namesBelow(HEADERS)) {
      String key = BELOW + name;
      String lower = name.toLowerCase(Locale.ROOT);
      if (!HEADER.matcher(name).matches()) {
        root.problem(key, "a header's name is up to 64 letters, digits and some of !#$%&'*+-^_`|~");
      } else if (OURS.contains(lower)) {
        root.problem(key, "this header belongs to the request itself");
      } else if (!seen.add(lower)) {
        root.problem(key, "given twice: headers' names have no capitals and no small letters");
      } else {
        root.hidden(key, PaymentReader::value).ifPresent(value -> headers.put(name, value));
      }
    }
    return headers;
  }

  private static Secret value(String text) {
    if (!HEADER_VALUE.matcher(text).matches()) {
      throw new IllegalArgumentException("a header's value is printable ASCII in one line");
    }
    return new Secret(text);
  }
}
