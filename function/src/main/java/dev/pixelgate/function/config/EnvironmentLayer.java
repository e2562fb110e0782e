package dev.pixelgate.function.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The configuration that stands in environment variables, by dotted key. */
final class EnvironmentLayer {
  private static final String PREFIX = "PIXELGATE_";

  /** Read by the launcher. */
  private static final String JVM_OPTIONS = "PIXELGATE_JVM_OPTIONS";

  /**
   * What Kubernetes sets in every container beside a service whose name starts with "pixelgate":
   * PIXELGATE_PORT=tcp://10.0.0.1:8080, PIXELGATE_PORT_8080_TCP_ADDR, PIXELGATE_SERVICE_HOST.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "PIXELGATE_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

  private static final Pattern SERVICE_URL = Pattern.compile("(tcp|udp|sctp)://.*");

  private static final Map<String, String> KEYS =
      Vocabulary.TOP
          .known()
          .collect(Collectors.toMap(EnvironmentLayer::variable, Function.identity()));

  private final Map<String, String> environment;
  private final Interpolation interpolation;
  private final Report report;

  EnvironmentLayer(Map<String, String> environment, Report report) {
    this.environment = environment;
    this.interpolation = new Interpolation(environment);
    this.report = report;
  }

  /** Reads {@code PORT}, then the variables of ours, which are stronger. */
  Map<String, Value> read() {
    Map<String, Value> values = new LinkedHashMap<>();
    String port = environment.get("PORT");
    if (port != null) {
      Place place = Place.environment("PORT");
      values.put("listen.host", new Value.Text(place, "0.0.0.0", "0.0.0.0"));
      values.put("listen.port", new Value.Text(place, port, port));
    }
    new TreeMap<>(environment).forEach((variable, text) -> read(variable, text, values));
    return values;
  }

  private void read(String variable, String text, Map<String, Value> values) {
    if (!variable.startsWith(PREFIX) || variable.equals(JVM_OPTIONS)) {
      return;
    }
    String key = KEYS.get(variable);
    if (key != null) {
      value(key, text, Place.environment(variable)).ifPresent(value -> values.put(key, value));
    } else if (!isServiceLink(variable, text)) {
      report.problem(Place.environment(variable), complaint(variable));
    }
  }

  /**
   * The value of a key outside of the file: a list or mapping as JSON, anything else as it is. The
   * former may take other variables, as the file may: where a platform puts each secret into a
   * variable of its own, the list itself need not be one.
   */
  Optional<Value> value(String key, String text, Place place) {
    if (Vocabulary.TOP.lists().contains(key) || Vocabulary.TOP.maps().contains(key)) {
      return new YamlTree(line -> place, interpolation::replace, report).read(text);
    }
    return Optional.of(new Value.Text(place, text, text));
  }

  private static boolean isServiceLink(String variable, String text) {
    return SERVICE_LINK.matcher(variable).matches()
        || (variable.endsWith("_PORT") && SERVICE_URL.matcher(text).matches());
  }

  private static String complaint(String variable) {
    boolean notYet =
        Vocabulary.TOP.notYet().stream()
            .map(EnvironmentLayer::variable)
            .anyMatch(later -> variable.equals(later) || variable.startsWith(later + "_"));
    if (notYet) {
      return "this version does not have it yet";
    }
    return "unknown variable"
        + Vocabulary.nearest(variable, List.copyOf(KEYS.keySet()))
            .map(known -> ", did you mean " + known + "?")
            .orElse("");
  }

  private static String variable(String key) {
    return PREFIX + key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
