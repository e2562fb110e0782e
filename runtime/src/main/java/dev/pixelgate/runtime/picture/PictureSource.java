package dev.pixelgate.runtime.picture;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** The encoded bytes of a picture, wherever they are. Only read from. */
public sealed interface PictureSource {
  /**
   * Opens it for one reader, which closes it.
   *
   * @throws IOException when the bytes cannot be had (which says nothing about the picture)
   */
  ImageInputStream open() throws IOException;

  /** In memory; the buffer must not change while a job uses it. */
  record InMemory(Buffer bytes) implements PictureSource {
    @Override
    public ImageInputStream open() {
      return new BufferImageInput(bytes);
    }
  }

  /** In a file, which must stay until the job has ended. */
  record InFile(Path file) implements PictureSource {
    @Override
    public ImageInputStream open() throws IOException {
      // FileImageInputStream's own message for a missing file differs between systems.
      if (!Files.isReadable(file)) {
        throw new IOException("file " + file + " is not there or cannot be read");
      }
      return new FileImageInputStream(file.toFile());
    }
  }
}
