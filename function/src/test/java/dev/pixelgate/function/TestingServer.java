package dev.pixelgate.function;

import dev.pixelgate.function.assembly.Server;
import dev.pixelgate.function.assembly.StartException;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.ConfigurationLoader;
import dev.pixelgate.function.config.ConfigurationResult;
import dev.pixelgate.function.config.ConfigurationSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server in this process, in a folder and on a port of its own. */
public final class TestingServer implements AutoCloseable {
  /** The model of the embedded runtime, which is the default one. */
  public static final String MODEL = "xinntao/realesr-general-x4v3";

  private final Path folder;
  private final Server server;

  private TestingServer(Path folder, Server server) {
    this.folder = folder;
    this.server = server;
  }

  /** Starts one from the lines of a configuration file; the folder need not exist. */
  public static TestingServer start(Path folder, String yaml) {
    return start(folder, configuration(folder, yaml));
  }

  private static TestingServer start(Path folder, Configuration configuration) {
    try {
      return new TestingServer(folder, Server.start(configuration, "1.2.3"));
    } catch (StartException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The gateway role in front of these runners: entries of {@code orchestrators}. */
  public static TestingServer gateway(Path folder, String yaml, String... orchestrators) {
    String entries = String.join("\n  - ", List.of(orchestrators));
    return start(folder, "role: gateway\norchestrators:\n  - " + entries + "\n" + yaml);
  }

  /** The same with these variables in its environment. */
  public static TestingServer gateway(
      Path folder, Map<String, String> environment, String yaml, String... orchestrators) {
    String entries = String.join("\n  - ", List.of(orchestrators));
    String all = "role: gateway\norchestrators:\n  - " + entries + "\n" + yaml;
    return start(folder, configuration(folder, all, 0, environment));
  }

  /** This file's configuration, on any free port. */
  public static Configuration configuration(Path folder, String yaml) {
    return configuration(folder, yaml, 0);
  }

  /** This file's configuration, on this port. */
  static Configuration configuration(Path folder, String yaml, int port) {
    return configuration(folder, yaml, port, Map.of());
  }

  private static Configuration configuration(
      Path folder, String yaml, int port, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment(yaml));
    all.putAll(environment);
    try {
      Files.createDirectories(folder);
      Path file = Files.writeString(folder.resolve("pixelgate.yaml"), yaml);
      ConfigurationResult result =
          ConfigurationLoader.load(
              new ConfigurationSources(
                  Optional.of(file), folder, all, Map.of("listen.port", Integer.toString(port))));
      return switch (result) {
        case ConfigurationResult.Valid(Configuration configuration) -> configuration;
        case ConfigurationResult.Invalid invalid ->
            throw new IllegalArgumentException(invalid.problems().toString());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A test that says nothing of the cache sends its picture again and again, and means it. */
  private static Map<String, String> environment(String yaml) {
    return yaml.contains("cache:") ? Map.of() : Map.of("PIXELGATE_CACHE_SCOPE", "off");
  }

  /** Where it listens. */
  public int port() {
    return URI.create(server.url()).getPort();
  }

  /** Its own words for that. */
  public String url() {
    return server.url();
  }

  /** Its data folder. */
  public Path data() {
    return folder.resolve("pixelgate-data");
  }

  /** Uploads and results that are not finished. */
  public List<Path> spooled() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(data().resolve("spool"), Files::isDirectory)) {
      for (Path one : folders) {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(one)) {
          inside.forEach(files::add);
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
