package dev.pixelgate.function.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which pictures go where. Results in a folder keep their name when it ends in {@code .png} and get
 * {@code .png} appended otherwise; without an output a result goes beside its picture as {@code
 * NAME-4x.png}, a folder's results into {@code FOLDER-4x}.
 */
final class Tasks {
  /** Of the formats that are read, in the order in which they are told. */
  private static final List<String> ENDINGS =
      List.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff");

  private Tasks() {}

  /** All of them, or one sentence on why not; nothing is made yet. */
  static List<Task> of(List<Path> inputs, Optional<Path> output) {
    List<Task> tasks = new ArrayList<>();
    boolean several = inputs.size() > 1 || inputs.stream().anyMatch(Files::isDirectory);
    for (Path in : inputs) {
      if (Files.isDirectory(in)) {
        Path folder = output.orElseGet(() -> in.resolveSibling(in.getFileName() + "-4x"));
        pictures(in).forEach(p -> tasks.add(new Task(p, folder.resolve(resultName(p)))));
      } else if (Files.isRegularFile(in)) {
        tasks.add(new Task(in, target(in, output, several)));
      } else {
        throw new WrongUseException("there is no file or folder " + in);
      }
    }
    check(tasks);
    return tasks;
  }

  /** The pictures that these files and folders are, or one sentence on why there are none. */
  static List<Path> pictures(List<Path> inputs) {
    List<Path> found = new ArrayList<>();
    for (Path in : inputs) {
      if (Files.isDirectory(in)) {
        found.addAll(pictures(in));
      } else if (Files.isRegularFile(in)) {
        found.add(in);
      } else {
        throw new WrongUseException("there is no file or folder " + in);
      }
    }
    if (found.isEmpty()) {
      throw new WrongUseException(
          "there is no picture in that folder: no ." + String.join(", .", ENDINGS));
    }
    return found;
  }

  private static Path target(Path in, Optional<Path> output, boolean several) {
    if (output.isEmpty()) {
      return in.resolveSibling(stem(in) + "-4x.png");
    }
    Path out = output.get();
    boolean folder = several || Files.isDirectory(out) || out.toString().endsWith("/");
    return folder ? out.resolve(resultName(in)) : out;
  }

  private static void check(List<Task> tasks) {
    if (tasks.isEmpty()) {
      throw new WrongUseException(
          "there is no picture in that folder: no ." + String.join(", .", ENDINGS));
    }
    Map<Path, Path> sources = new LinkedHashMap<>();
    for (Task task : tasks) {
      Path out = task.out().toAbsolutePath().normalize();
      if (out.equals(task.in().toAbsolutePath().normalize())) {
        throw new WrongUseException("the result of " + task.in() + " would overwrite it");
      }
      Path other = sources.putIfAbsent(out, task.in());
      if (other != null) {
        throw new WrongUseException(
            "the results of " + other + " and " + task.in() + " would both be " + task.out());
      }
    }
  }

  private static List<Path> pictures(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> ENDINGS.contains(ending(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
    }
  }

  private static String resultName(Path in) {
    String name = String.valueOf(in.getFileName());
    return ending(in).equals("png") ? name : name + ".png";
  }

  private static String stem(Path in) {
    String name = String.valueOf(in.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
