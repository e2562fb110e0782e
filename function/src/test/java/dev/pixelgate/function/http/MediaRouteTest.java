package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.TestingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Of files. */
class MediaRouteTest extends MediaRouteContract {
  @Override
  String media() {
    return "url: files";
  }

  @Test
  void forgetsAPictureWhenItsTimeIsOver() throws IOException {
    String old = publish();
    Path file = gateway.data().resolve("media" + old.substring("/stream".length()));
    Instant written = Instant.now().minus(Duration.ofHours(1)).minusSeconds(1);
    Files.setLastModifiedTime(file, FileTime.from(written));

    assertEquals(404, TestingClient.get(gateway.port(), old).status());
  }
}
