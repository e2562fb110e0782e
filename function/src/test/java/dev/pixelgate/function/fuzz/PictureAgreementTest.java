package dev.pixelgate.function.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.PictureException;
import dev.pixelgate.runtime.picture.PictureReader;
import dev.pixelgate.runtime.picture.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is paid for is what is decoded: pricing's header and runtime's decoder say the same size of
 * every file of the corpus, and that is the size which its index has from other decoders.
 */
class PictureAgreementTest {
  /**
   * A line of corpus.tsv.
   *
   * @param stored such as {@code 23x17}, or {@code refused}
   * @param upright after the turn that EXIF asks for
   */
  record Row(String file, String stored, String upright) {
    boolean isRead() {
      return !stored.equals("refused");
    }

    byte[] bytes() {
      return SeedFiles.bytes(SeedFiles.CORPUS.resolve(file));
    }

    Bitmap decoded() throws PictureException, IOException {
      return new PictureReader(1 << 24)
          .read(new PictureSource.InFile(SeedFiles.CORPUS.resolve(file)));
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Row> corpus() throws IOException {
    List<String> lines = Files.readAllLines(SeedFiles.CORPUS.resolve("corpus.tsv"));
    return lines.stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(columns -> new Row(columns[0], columns[1], columns[2]));
  }

  static Stream<Row> read() throws IOException {
    return corpus().filter(Row::isRead);
  }

  static Stream<Row> refused() throws IOException {
    return corpus().filter(row -> !row.isRead());
  }

  @ParameterizedTest
  @MethodSource("read")
  void headerSaysTheStoredSizeAndTheFileIsWhole(Row row) {
    WalkVerdict verdict = WalkVerdict.of(row.bytes(), left -> left);
    assertEquals("", verdict.problem());
    Picture picture = verdict.picture().orElseThrow();
    assertEquals(row.stored(), picture.width() + "x" + picture.height());
  }

  @ParameterizedTest
  @MethodSource("read")
  void decoderMakesTheUprightSize(Row row) throws Exception {
    Bitmap bitmap = row.decoded();
    assertEquals(row.upright(), bitmap.width() + "x" + bitmap.height());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void decoderRefusesWithAReason(Row row) {
    PictureException refusal = assertThrows(PictureException.class, row::decoded);
    assertTrue(refusal.getMessage().contains(row.upright()), refusal.getMessage());
  }
}
