package dev.pixelgate.function.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the inputs that did what none may: the first three of each sort, as files. */
final class Findings {
  private static final int KEPT_OF_A_SORT = 3;

  private final Path folder;
  private final Map<String, Integer> counts = new TreeMap<>();

  Findings(Path folder) {
    this.folder = folder;
  }

  /** Keeps one, with what it did beside it. */
  synchronized void add(Kind kind, long index, byte[] file, Throwable what) {
    String sort = sort(kind, what);
    int count = counts.merge(sort, 1, Integer::sum);
    if (count > KEPT_OF_A_SORT) {
      return;
    }
    StringWriter trace = new StringWriter();
    what.printStackTrace(new PrintWriter(trace));
    String name = kind.name().toLowerCase(Locale.ROOT) + "-" + index;
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name + ".bin"), file);
      Files.writeString(folder.resolve(name + ".txt"), trace.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Findings of one sort have the same words but for their numbers, and the same cause's place. */
  private static String sort(Kind kind, Throwable what) {
    Throwable root = what.getCause() == null ? what : what.getCause();
    String place =
        Stream.of(root.getStackTrace())
            .limit(3)
            .map(Object::toString)
            .collect(Collectors.joining(" < "));
    return kind + " " + what.getMessage().replaceAll("[0-9][0-9,]*", "#") + " at " + place;
  }

  /** A line for each sort, with how often it came. */
  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + "x " + entry.getKey())
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
