package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteKeyStoreTest extends KeyStoreContract {
  @TempDir Path folder;

  @Override
  TestingKeys open() {
    return TestingKeys.open(folder.resolve("data"), () -> NOW);
  }

  @Test
  void onlyTheHashIsInAnyFile() throws IOException {
    NewKey key;
    try (TestingKeys keys = open()) {
      key = keys.create("acme", false);
      assertFoundNowhere(key.key());
    }
    assertFoundNowhere(key.key());
    assertFalse(key.toString().contains(key.key()));
  }

  private void assertFoundNowhere(String key) throws IOException {
    int files = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve("data"))) {
      for (Path file : all) {
        files++;
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(key), file.toString());
        assertFalse(content.contains(key.substring(3)), file.toString());
      }
    }
    assertTrue(files > 0);
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("pixelgate.db"), "not a database at all".repeat(100));
    Throwable e = refusal();
    assertTrue(e.getMessage().contains("pixelgate.db"), e.getMessage());
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("data"), "a file");
    assertInstanceOf(IOException.class, refusal().getCause());
  }

  private Throwable refusal() {
    try (TestingKeys keys = open()) {
      Throwable cause =
          assertThrows(CompletionException.class, () -> keys.create("a", false)).getCause();
      return assertInstanceOf(StoreException.class, cause);
    }
  }
}
