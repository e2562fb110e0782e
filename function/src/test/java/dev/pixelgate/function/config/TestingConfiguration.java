package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources of a configuration in a folder of a test. */
final class TestingConfiguration {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> flags = new HashMap<>();
  private Optional<Path> named = Optional.empty();

  TestingConfiguration(Path folder) {
    this.folder = folder;
  }

  TestingConfiguration file(String yaml) {
    return write("pixelgate.yaml", yaml);
  }

  TestingConfiguration write(String name, String content) {
    try {
      Files.writeString(folder.resolve(name), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestingConfiguration named(String file) {
    named = Optional.of(Path.of(file));
    return this;
  }

  TestingConfiguration environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  TestingConfiguration flag(String key, String value) {
    flags.put(key, value);
    return this;
  }

  ConfigurationResult load() {
    return ConfigurationLoader.load(new ConfigurationSources(named, folder, environment, flags));
  }

  Configuration valid() {
    return assertInstanceOf(
            ConfigurationResult.Valid.class, load(), () -> "problems: " + load().toString())
        .configuration();
  }

  /** The problems as they are printed. */
  List<String> problems() {
    return assertInstanceOf(ConfigurationResult.Invalid.class, load()).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
