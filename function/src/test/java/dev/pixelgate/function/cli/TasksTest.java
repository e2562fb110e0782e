package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which result goes where. */
class TasksTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, "x");
  }

  private List<String> outs(List<Path> inputs, Optional<Path> output) {
    return Tasks.of(inputs, output).stream()
        .map(task -> folder.relativize(task.out()).toString())
        .toList();
  }

  private String refusal(List<Path> inputs, Optional<Path> output) {
    return String.valueOf(
        assertThrows(WrongUseException.class, () -> Tasks.of(inputs, output)).getMessage());
  }

  @Test
  void oneFileGoesBesideItself() throws IOException {
    assertEquals(List.of("a-4x.png"), outs(List.of(file("a.png")), Optional.empty()));
    assertEquals(List.of("b-4x.png"), outs(List.of(file("b.jpg")), Optional.empty()));
    assertEquals(List.of("no-ending-4x.png"), outs(List.of(file("no-ending")), Optional.empty()));
    assertEquals(List.of(".hidden-4x.png"), outs(List.of(file(".hidden")), Optional.empty()));
  }

  @Test
  void oneFileGoesWhereItIsTold() throws IOException {
    Path out = folder.resolve("x.png");

    assertEquals(List.of("x.png"), outs(List.of(file("a.jpg")), Optional.of(out)));
  }

  @Test
  void oneFileGoesIntoAFolderThatIsThere() throws IOException {
    Path out = Files.createDirectory(folder.resolve("results"));

    assertEquals(List.of("results/b.jpg.png"), outs(List.of(file("b.jpg")), Optional.of(out)));
  }

  @Test
  void severalFilesGoIntoAFolder() throws IOException {
    List<Path> inputs = List.of(file("a.png"), file("b.jpg"), file("C.PNG"), file("d.jpeg"));
    Path out = folder.resolve("results");

    assertEquals(
        List.of("results/a.png", "results/b.jpg.png", "results/C.PNG", "results/d.jpeg.png"),
        outs(inputs, Optional.of(out)));
  }

  @Test
  void severalFilesGoBesideThemselvesWithoutAFolder() throws IOException {
    assertEquals(
        List.of("a-4x.png", "in/b-4x.png"),
        outs(List.of(file("a.png"), file("in/b.jpg")), Optional.empty()));
  }

  @Test
  void folderGoesIntoAFolderWithItsPicturesOnly() throws IOException {
    file("in/b.jpg");
    file("in/a.png");
    file("in/notes.txt");
    file("in/deeper/c.png");

    assertEquals(
        List.of("in-4x/a.png", "in-4x/b.jpg.png"),
        outs(List.of(folder.resolve("in")), Optional.empty()));
    assertEquals(
        List.of("out/a.png", "out/b.jpg.png"),
        outs(List.of(folder.resolve("in")), Optional.of(folder.resolve("out"))));
  }

  @Test
  void pictureOfEveryFormatThatIsReadCounts() throws IOException {
    for (String ending : List.of("bmp", "gif", "JPEG", "jpg", "png", "tif", "TIFF", "webp")) {
      file("in/a." + ending);
    }
    file("in/a.heic");

    assertEquals(8, outs(List.of(folder.resolve("in")), Optional.empty()).size());
  }

  @Test
  void inputThatIsNotThereIsWrongUse() {
    Path none = folder.resolve("none.png");

    assertTrue(refusal(List.of(none), Optional.empty()).contains("none.png"));
  }

  @Test
  void folderWithoutPicturesIsWrongUse() throws IOException {
    file("in/notes.txt");

    assertTrue(refusal(List.of(folder.resolve("in")), Optional.empty()).contains(".png"));
  }

  @Test
  void resultThatWouldOverwriteItsPictureIsWrongUse() throws IOException {
    Path picture = file("a.png");

    assertTrue(refusal(List.of(picture), Optional.of(picture)).contains("overwrite"));
    assertTrue(refusal(List.of(picture), Optional.of(folder)).contains("overwrite"));
  }

  @Test
  void twoResultsOfOneNameAreWrongUse() throws IOException {
    List<Path> inputs = List.of(file("one/a.png"), file("two/a.png"));

    assertTrue(refusal(inputs, Optional.of(folder.resolve("out"))).contains("would both be"));
  }

  @Test
  void resultThatWouldOverwriteAnotherPictureIsWrongUse() throws IOException {
    Path first = file("a.png");
    Path second = file("in/b.png");
    Files.writeString(folder.resolve("b.png"), "x");

    assertTrue(
        refusal(List.of(first, folder.resolve("b.png"), second), Optional.of(folder))
            .contains("overwrite"));
  }
}
