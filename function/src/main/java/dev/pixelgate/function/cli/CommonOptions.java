package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.ConfigurationLoader;
import dev.pixelgate.function.config.ConfigurationResult;
import dev.pixelgate.function.config.ConfigurationSources;
import dev.pixelgate.function.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration; pixelgate.yaml of this folder when there is one")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "says how this command is used")
  @SuppressWarnings("UnusedVariable") // its being there is what makes the parser print the help
  private boolean help;

  @Option(names = "--json", description = "one JSON document instead of text")
  private boolean json;

  /** As given, where no parser sets them. */
  static CommonOptions of(Optional<Path> config, boolean json) {
    CommonOptions options = new CommonOptions();
    options.config = config;
    options.json = json;
    return options;
  }

  boolean json() {
    return json;
  }

  /** Reads the configuration, with these values in place of what it says. */
  ConfigurationResult read(Map<String, String> flags) {
    return ConfigurationLoader.load(
        new ConfigurationSources(config, Path.of("").toAbsolutePath(), System.getenv(), flags));
  }

  /** The same, where nothing can be done without a good one. */
  Configuration require(Map<String, String> flags) {
    return switch (read(flags)) {
      case ConfigurationResult.Valid(Configuration configuration) -> configuration;
      case ConfigurationResult.Invalid(List<Problem> problems) ->
          throw new WrongUseException(
              problems.stream()
                  .map(Problem::toString)
                  .collect(
                      Collectors.joining("\n  ", "the configuration cannot be used:\n  ", "")));
    };
  }
}
