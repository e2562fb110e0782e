package dev.pixelgate.function.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the configuration from all its sources. */
public final class ConfigurationLoader {
  private ConfigurationLoader() {}

  /**
   * Reads defaults, file, environment and flags, each stronger than the one before; a list or a
   * mapping of free keys replaces the whole one. Blocking: reads files.
   */
  public static ConfigurationResult load(ConfigurationSources sources) {
    Report report = new Report();
    Map<String, Value> values = new LinkedHashMap<>(new FileLayer(sources, report).read());
    EnvironmentLayer environment = new EnvironmentLayer(sources.environment(), report);
    environment.read().forEach((key, value) -> put(values, key, value));
    sources
        .flags()
        .forEach(
            (key, text) ->
                environment
                    .value(key, text, Place.COMMAND_LINE)
                    .ifPresent(value -> put(values, key, value)));
    Section root = new Section("", Place.DEFAULT, values, report);
    root.check(Vocabulary.TOP);
    ConfigurationReader reader =
        new ConfigurationReader(
            root,
            sources.workingDirectory(),
            Platform.of(sources.environment(), report),
            new MediaReader(root, sources.environment(), report));
    Configuration configuration = reader.read(report::settings);
    new Contradictions(root, configuration).check();
    return report.isClean()
        ? new ConfigurationResult.Valid(configuration)
        : new ConfigurationResult.Invalid(report.problems());
  }

  /** Sets a key over what weaker sources say. */
  private static void put(Map<String, Value> values, String key, Value value) {
    if (value instanceof Value.Fields fields) {
      values.keySet().removeIf(weaker -> weaker.startsWith(key + "."));
      fields.values().forEach((below, inner) -> values.put(key + "." + below, inner));
    } else {
      values.put(key, value);
    }
  }
}
