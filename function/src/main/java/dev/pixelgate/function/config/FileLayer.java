package dev.pixelgate.function.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The configuration that stands in a YAML file, by dotted key. */
final class FileLayer {
  private static final String USUAL_NAME = "pixelgate.yaml";

  private final ConfigurationSources sources;
  private final Report report;

  FileLayer(ConfigurationSources sources, Report report) {
    this.sources = sources;
    this.report = report;
  }

  /** Reads the file that was named, else the usual one if it is there, else nothing. */
  Map<String, Value> read() {
    Path usual = sources.workingDirectory().resolve(USUAL_NAME);
    if (sources.file().isPresent()) {
      Path named = sources.file().get();
      return read(sources.workingDirectory().resolve(named), named.toString());
    }
    return Files.exists(usual) ? read(usual, USUAL_NAME) : Map.of();
  }

  private Map<String, Value> read(Path file, String name) {
    Interpolation interpolation = new Interpolation(sources.environment());
    YamlTree tree = new YamlTree(line -> place(name, line), interpolation::replace, report);
    Optional<Value> root = content(file, name).flatMap(tree::read);
    if (root.isPresent() && root.get() instanceof Value.Fields(Place at, var values)) {
      return values;
    }
    root.ifPresent(
        other ->
            report.problem(other.place(), "a configuration consists of keys, such as listen:"));
    return Map.of();
  }

  private Optional<String> content(Path file, String name) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      report.problem(place(name, 0), "there is no such file");
    } catch (CharacterCodingException e) {
      report.problem(place(name, 0), "is not UTF-8 text");
    } catch (IOException e) {
      report.problem(place(name, 0), "cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static Place place(String name, int line) {
    return new Place(Place.Origin.FILE, name, line);
  }
}
