package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variant of every format, against what Pillow and ImageMagick make of it. */
class CorpusTest {
  private static final PictureReader READER = new PictureReader(1 << 16);

  static List<TestingCorpus.Entry> entries() throws IOException {
    return TestingCorpus.entries();
  }

  static List<TestingCorpus.Refused> refused() throws IOException {
    return TestingCorpus.refused();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void readsLikeIndependentDecoders(TestingCorpus.Entry entry) throws Exception {
    Bitmap picture = read(TestingCorpus.bytes(entry.file()));
    assertEquals(entry.width(), picture.width(), "width");
    assertEquals(entry.height(), picture.height(), "height");
    assertEquals(entry.channels(), picture.channels(), "channels");
    assertEquals(entry.depth(), picture.depth(), "depth");
    for (TestingCorpus.Pixel pixel : entry.pixels()) {
      for (int channel = 0; channel < entry.channels(); channel++) {
        assertEquals(
            pixel.channels()[channel],
            TestingPictures.sample(picture, pixel.x(), pixel.y(), channel),
            entry.tolerance(),
            "channel " + channel + " at " + pixel.x() + "," + pixel.y());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void readsTheSameFromAFile(TestingCorpus.Entry entry) throws Exception {
    Bitmap memory = read(TestingCorpus.bytes(entry.file()));
    Bitmap file =
        READER.read(new PictureSource.InFile(Path.of("src/test/resources/corpus", entry.file())));
    assertEquals(TestingPictures.hash(memory), TestingPictures.hash(file));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void saysWhyItRefuses(TestingCorpus.Refused entry) throws Exception {
    byte[] bytes = TestingCorpus.bytes(entry.file());
    String message = assertThrows(PictureException.class, () -> read(bytes)).getMessage();
    assertTrue(message.contains(entry.words()), message);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void refusesOrReadsFilesCutAnywhere(TestingCorpus.Entry entry) throws Exception {
    byte[] whole = TestingCorpus.bytes(entry.file());
    int step = Math.max(1, whole.length / 60);
    for (int length = 0; length < whole.length; length += step) {
      try {
        Bitmap picture = read(Arrays.copyOf(whole, length));
        assertEquals(entry.width(), picture.width());
      } catch (PictureException e) {
        assertTrue(e.getMessage().length() < 300, e.getMessage());
      }
    }
  }

  @Test
  void refusesEveryFormatOverTheLimit() throws Exception {
    PictureReader small = new PictureReader(80);
    for (TestingCorpus.Entry entry : entries()) {
      if (entry.width() * entry.height() > 80) {
        PictureSource source =
            new PictureSource.InMemory(Buffer.buffer(TestingCorpus.bytes(entry.file())));
        String message =
            assertThrows(PictureException.class, () -> small.read(source)).getMessage();
        assertTrue(message.contains("over the limit of 80 px"), entry + ": " + message);
      }
    }
  }

  private static Bitmap read(byte[] bytes) throws PictureException, IOException {
    return READER.read(new PictureSource.InMemory(Buffer.buffer(bytes)));
  }
}
