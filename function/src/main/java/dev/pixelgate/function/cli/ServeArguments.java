package dev.pixelgate.function.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code serve} in its plain form, {@code --name value} and nothing twice, without the parser
 * of all commands: that one takes 250 ms of CPU, a third of a start from the JVM's cache, as the
 * JVM keeps none of its classes (their format is older than Java 6). Everything else, mistakes and
 * help too, is the parser's.
 */
final class ServeArguments {
  private static final String CONFIG = "--config";
  private static final String JSON = "--json";

  /** What the other options are in a configuration. */
  private static final Map<String, String> KEYS =
      Map.of("--port", "listen.port", "--host", "listen.host", "--role", "role");

  private ServeArguments() {}

  /** What to do; empty when the parser is to say. */
  static Optional<Serve> read(List<String> words, PrintWriter out) {
    if (words.isEmpty() || !words.getFirst().equals("serve")) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    int at = 1;
    while (at < words.size()) {
      String name = words.get(at);
      boolean alone = name.equals(JSON);
      if (!alone && (!isOption(name) || at + 1 == words.size() || !isPlain(words.get(at + 1)))) {
        return Optional.empty();
      }
      if (values.putIfAbsent(name, alone ? "" : words.get(at + 1)) != null) {
        return Optional.empty();
      }
      at += alone ? 1 : 2;
    }
    return Optional.of(serve(values, out));
  }

  private static boolean isOption(String word) {
    return word.equals(CONFIG) || KEYS.containsKey(word);
  }

  /** Neither an option nor a file of further arguments. */
  private static boolean isPlain(String value) {
    return !value.isEmpty() && !value.startsWith("-") && !value.startsWith("@");
  }

  private static Serve serve(Map<String, String> values, PrintWriter out) {
    Map<String, String> flags = new HashMap<>();
    KEYS.forEach(
        (option, key) ->
            Optional.ofNullable(values.get(option)).ifPresent(value -> flags.put(key, value)));
    Optional<Path> config = Optional.ofNullable(values.get(CONFIG)).map(Path::of);
    return new Serve(CommonOptions.of(config, values.containsKey(JSON)), flags, out);
  }
}
