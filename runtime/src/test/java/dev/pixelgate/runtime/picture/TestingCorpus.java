package dev.pixelgate.runtime.picture;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The corpus of small pictures and what independent decoders make of them. */
final class TestingCorpus {
  private static final Path FOLDER = Path.of("src/test/resources/corpus");

  private TestingCorpus() {}

  /** A pixel of the upright picture: channels of its depth. */
  record Pixel(int x, int y, int[] channels) {}

  /** A file that is read. */
  record Entry(
      String file,
      int width,
      int height,
      int channels,
      int depth,
      int tolerance,
      List<Pixel> pixels) {
    @Override
    public String toString() {
      return file;
    }
  }

  /** A file that is refused, with words of the reason. */
  record Refused(String file, String words) {
    @Override
    public String toString() {
      return file;
    }
  }

  static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(file));
  }

  /** The profile embedded in a PNG. */
  static byte[] profile(String png) throws IOException, PictureException {
    PngChunks chunks = PngChunks.read(new BufferImageInput(Buffer.buffer(bytes(png))));
    return chunks.first("iCCP").flatMap(PngProfile::embedded).orElseThrow();
  }

  static List<Entry> entries() throws IOException {
    return rows().stream().filter(row -> row.length > 3).map(TestingCorpus::entry).toList();
  }

  static List<Refused> refused() throws IOException {
    return rows().stream()
        .filter(row -> row[1].equals("refused"))
        .map(row -> new Refused(row[0], row[2]))
        .toList();
  }

  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(FOLDER.resolve("corpus.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t"))
        .toList();
  }

  private static Entry entry(String[] row) {
    int[] upright = numbers(row[2], "x");
    return new Entry(
        row[0],
        upright[0],
        upright[1],
        Integer.parseInt(row[3]),
        Integer.parseInt(row[4]),
        Integer.parseInt(row[5]),
        Arrays.stream(row[6].split(";")).map(TestingCorpus::pixel).toList());
  }

  private static Pixel pixel(String text) {
    String[] parts = text.split("=");
    int[] at = numbers(parts[0], ",");
    return new Pixel(at[0], at[1], numbers(parts[1], ","));
  }

  private static int[] numbers(String text, String separator) {
    return Arrays.stream(text.split(separator)).mapToInt(Integer::parseInt).toArray();
  }
}
