package dev.pixelgate.function.cli;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.pricing.picture.ContainerWalk;
import dev.pixelgate.pricing.picture.HeaderResult;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureHeader;
import dev.pixelgate.router.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a picture file's header and walks its container, as the server does with an upload. */
final class LocalImage {
  private static final int CHUNK_BYTES = 64 * 1024;

  private LocalImage() {}

  /** The outcome of looking at a file. */
  sealed interface Look {
    record Good(ImagePart image) implements Look {}

    record Bad(String why) implements Look {}
  }

  static Look at(Path file) throws IOException {
    PictureHeader header = new PictureHeader();
    byte[] chunk = new byte[CHUNK_BYTES];
    HeaderResult result = new HeaderResult.NeedMore();
    try (InputStream in = Files.newInputStream(file)) {
      int read = in.readNBytes(chunk, 0, chunk.length);
      while (read > 0 && result instanceof HeaderResult.NeedMore) {
        result = header.accept(chunk, 0, read);
        read = in.readNBytes(chunk, 0, chunk.length);
      }
    }
    if (result instanceof HeaderResult.NeedMore) {
      result = header.atEnd();
    }
    return switch (result) {
      case HeaderResult.Known(Picture picture) -> walked(file, picture);
      case HeaderResult.Unreadable(String format) ->
          new Look.Bad("it is " + format + "; PNG and JPEG are read here");
      case HeaderResult.NotAnImage(String why) -> new Look.Bad("not a picture: " + why);
      case HeaderResult.NeedMore n -> new Look.Bad("not a picture: its header has no end");
    };
  }

  private static Look walked(Path file, Picture picture) throws IOException {
    ContainerWalk walk = ContainerWalk.of(picture.format());
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
        walk.accept(chunk, 0, read);
      }
    }
    if (!walk.complete()) {
      return new Look.Bad("broken: " + walk.problem());
    }
    return new Look.Good(
        new ImagePart(
            new Upload.Spooled(file, Files.size(file)),
            picture,
            String.valueOf(file.getFileName())));
  }
}
