package dev.pixelgate.router.livepeer.chain;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What was recorded of a real orchestrator, gateway and signer on a chain. */
public final class RecordedFiles {
  private static final String FOLDER = "/livepeer/recorded/onchain/";

  private RecordedFiles() {}

  /** What is in this file: an object or an array. */
  public static Object value(String file) {
    return Json.decodeValue(Buffer.buffer(bytes(file)));
  }

  public static byte[] bytes(String file) {
    try (InputStream in = RecordedFiles.class.getResourceAsStream(FOLDER + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all files of a folder, without {@code .json}. */
  public static Set<String> all(String folder) {
    try (Stream<Path> files =
        Files.list(
            Path.of(
                Objects.requireNonNull(RecordedFiles.class.getResource(FOLDER + folder))
                    .toURI()))) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString().replaceAll("[.]json$", "")));
      return names;
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(folder, e);
    }
  }
}
