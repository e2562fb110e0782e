package dev.pixelgate.router;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;

/**
 * The bytes of a client's image, wherever they are. Read-only; its owner deletes a spooled file.
 */
public sealed interface Upload {
  /** Length in bytes. */
  long size();

  /** Small enough to stay in memory. */
  record InMemory(Buffer bytes) implements Upload {
    @Override
    public long size() {
      return bytes.length();
    }
  }

  /** Written to a file on its way in. */
  record Spooled(Path file, long size) implements Upload {}
}
