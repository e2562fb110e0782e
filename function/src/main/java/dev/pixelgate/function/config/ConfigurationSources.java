package dev.pixelgate.function.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a configuration is read from.
 *
 * @param file what {@code --config} names; it must exist
 * @param workingDirectory its {@code pixelgate.yaml} is read when {@code file} is empty; relative
 *     paths of the configuration start here
 * @param flags values by dotted key, such as {@code listen.port}; the strongest
 */
public record ConfigurationSources(
    Optional<Path> file,
    Path workingDirectory,
    Map<String, String> environment,
    Map<String, String> flags) {
  public ConfigurationSources {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }

  /** Without the environment, which is full of secrets. */
  @Override
  public String toString() {
    return "ConfigurationSources[file=" + file + ", flags=" + flags.keySet() + "]";
  }
}
