package dev.pixelgate.function.cli;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.pricing.picture.PictureWalk;
import dev.pixelgate.pricing.picture.WalkResult;
import dev.pixelgate.router.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Walks a picture file, as the server does with an upload. */
final class LocalImage {
  private static final int CHUNK_BYTES = 64 * 1024;

  private LocalImage() {}

  /** The outcome of looking at a file. */
  sealed interface Look {
    record Good(ImagePart image) implements Look {}

    record Bad(String why) implements Look {}
  }

  static Look at(Path file) throws IOException {
    Sha256.Running sha256 = new Sha256.Running();
    return switch (walk(file, sha256)) {
      case WalkResult.Whole(Picture picture) ->
          new Look.Good(
              new ImagePart(
                  new Upload.Spooled(file, Files.size(file)),
                  picture,
                  String.valueOf(file.getFileName()),
                  sha256.end()));
      case WalkResult.Unreadable(String format) ->
          new Look.Bad("it is %s; %s are read here".formatted(format, PictureFormat.titles()));
      case WalkResult.NotAnImage(String why) -> new Look.Bad("not a picture: " + why);
      case WalkResult.Broken(Picture p, String why) -> new Look.Bad("broken: " + why);
      case WalkResult.NeedMore n -> throw new IllegalStateException("a walk without an end");
      case WalkResult.Known k -> throw new IllegalStateException("a walk without an end");
    };
  }

  /**
   * The width and height in a sound file's header, such as {@code 600x400}; the rest is not read.
   */
  static String size(Path file) throws IOException {
    return header(file)
        .map(picture -> picture.width() + "x" + picture.height())
        .orElse("of unknown size");
  }

  /** What a file's header says; no more of it is read, nor looked at. */
  static Optional<Picture> header(Path file) throws IOException {
    PictureWalk walk = new PictureWalk();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read > 0 && walk.picture().isEmpty(); read = in.read(chunk)) {
        walk.accept(chunk, 0, read);
      }
    }
    return walk.picture();
  }

  private static WalkResult walk(Path file, Sha256.Running sha256) throws IOException {
    PictureWalk walk = new PictureWalk();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
        walk.accept(chunk, 0, read);
        sha256.add(chunk, 0, read);
      }
    }
    return walk.atEnd();
  }
}
