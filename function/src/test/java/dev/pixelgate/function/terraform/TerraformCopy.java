package dev.pixelgate.function.terraform;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** The modules and examples of terraform/ in a folder where runs may leave what they like. */
record TerraformCopy(Path root) {
  /** What is checked in: the provider's schemas, modules and examples. */
  static final Path ORIGINAL = Path.of("..", "terraform");

  static final List<String> MODULES =
      List.of(
          "modules/cloud-run-gateway", "modules/cloud-run-gpu-worker", "modules/lambda-gateway");

  static final List<String> EXAMPLES = List.of("examples/cloud-run", "examples/lambda");

  /** Copies all of it. */
  static TerraformCopy into(Path folder) throws IOException {
    TerraformCopy copy = new TerraformCopy(folder);
    for (String part : List.of("modules", "examples")) {
      copy.take(ORIGINAL.resolve(part), folder.resolve(part));
    }
    return copy;
  }

  private void take(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (requireNonNull(folder.getFileName()).toString().equals(".terraform")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A module or an example, such as {@code modules/lambda-gateway}. */
  Path folder(String name) {
    return root.resolve(name);
  }

  /** Changes a text that must stand in this file once. */
  void change(String file, String before, String after) throws IOException {
    String text = Files.readString(root.resolve(file));
    int at = text.indexOf(before);
    if (at < 0 || text.indexOf(before, at + 1) >= 0) {
      throw new IllegalArgumentException(
          file + (at < 0 ? " does not have: " : " has more than once: ") + before);
    }
    Files.writeString(root.resolve(file), text.replace(before, after));
  }
}
