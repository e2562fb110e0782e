package dev.pixelgate.function.terraform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A change that makes something wrong, and what finds it.
 *
 * @param file below terraform/
 * @param before what stands there once
 * @param finder {@code fmt}, {@code validate}, {@code test NAME} or {@code settings}
 * @param words some of what the finder says
 */
record Mistake(String file, String before, String after, String finder, String words) {
  /** Those of {@code mistakes.txt}, which explains its form. */
  static List<Mistake> all() throws IOException {
    try (InputStream in = Mistake.class.getResourceAsStream("mistakes.txt")) {
      if (in == null) {
        throw new IOException("there is no mistakes.txt");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Mistake> mistakes = new ArrayList<>();
      for (String entry : text.replaceAll("(?m)^#.*\\n", "").split("\\n\\n+")) {
        if (!entry.isBlank()) {
          mistakes.add(of(entry.strip()));
        }
      }
      return mistakes;
    }
  }

  private static Mistake of(String entry) {
    String[] head = entry.lines().findFirst().orElseThrow().split(" \\| ");
    if (head.length != 3) {
      throw new IllegalArgumentException("not a mistake: " + entry);
    }
    return new Mistake(head[0], lines(entry, "-"), lines(entry, "+"), head[1], head[2]);
  }

  private static String lines(String entry, String sign) {
    return String.join(
        "\n",
        entry
            .lines()
            .filter(line -> line.startsWith(sign))
            .map(line -> line.substring(1))
            .toList());
  }

  /** The module or example that it is in. */
  String folder() {
    return file.substring(0, file.lastIndexOf('/'));
  }

  @Override
  public String toString() {
    return file + ": " + before.strip() + " -> " + after.strip();
  }
}
