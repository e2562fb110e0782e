package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.pricing.picture.PictureWalk;
import dev.pixelgate.pricing.picture.WalkResult;
import dev.pixelgate.router.Upload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one image in: walks its container as the bytes come, judges its size as soon as that is
 * known, keeps it in memory while it is small and in a spool file from then on. Whoever has the
 * bytes hands them over. Confined to one event loop.
 */
final class ImageCollector {
  /**
   * Larger images go to a file. With the default of 256 concurrent requests, 256 KiB bounds what
   * uploads hold to 64 MiB.
   */
  static final int MEMORY_BYTES = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ImageCollector.class);

  private final IntakeLimits limits;
  private final PictureSource source;
  private final SpoolFile spool;
  private final Consumer<Failure> refuse;
  private final PictureWalk walk = new PictureWalk();
  private final Sha256.Running sha256 = new Sha256.Running();
  private final Promise<Optional<ImagePart>> done = Promise.promise();
  private boolean sizeJudged;
  private Buffer memory = Buffer.buffer();
  private long size;
  private boolean refused;
  private boolean ended;

  ImageCollector(FormIntake intake, PictureSource source, Consumer<Failure> refuse) {
    this.limits = intake.limits();
    this.source = source;
    this.refuse = refuse;
    this.spool = new SpoolFile(intake.vertx(), intake.spoolFiles(), source.held());
  }

  /** The image once it is whole and, when spooled, on disk; empty when it was refused. */
  Future<Optional<ImagePart>> image() {
    return done.future();
  }

  /** Drops what is there and whatever still comes. */
  void discard() {
    if (refused) {
      return;
    }
    refused = true;
    memory = Buffer.buffer();
    spool.delete();
    done.tryComplete(Optional.empty());
  }

  /** The next of its bytes. */
  void accept(Buffer chunk) {
    if (refused) {
      return;
    }
    size += chunk.length();
    if (size > source.maxBytes()) {
      refuse(source.tooLarge());
      return;
    }
    byte[] bytes = chunk.getBytes();
    sha256.add(bytes, 0, bytes.length);
    WalkResult result = walk.accept(bytes, 0, bytes.length);
    judgeSize();
    judge(result);
    if (refused) {
      return;
    }
    if (size <= MEMORY_BYTES) {
      memory.appendBuffer(chunk);
    } else {
      spill(chunk);
    }
  }

  private void spill(Buffer chunk) {
    if (memory.length() > 0) {
      spool.write(memory);
      memory = Buffer.buffer();
    }
    spool.write(chunk);
  }

  private void judgeSize() {
    if (sizeJudged || walk.picture().isEmpty()) {
      return;
    }
    sizeJudged = true;
    limits.refusal(walk.picture().get()).ifPresent(this::refuse);
  }

  /** The first refusal counts. */
  private void judge(WalkResult result) {
    switch (result) {
      case WalkResult.NeedMore n -> {}
      case WalkResult.Known k -> {}
      case WalkResult.Whole(Picture picture) -> keep(picture);
      case WalkResult.Unreadable(String format) ->
          refuse(
              new Failure.UnsupportedMediaType(
                  "the image is %s; %s are read here".formatted(format, PictureFormat.titles())));
      case WalkResult.NotAnImage(String why) ->
          refuse(new Failure.BadImage("the image cannot be read: " + why));
      case WalkResult.Broken(Picture p, String why) ->
          refuse(new Failure.BadImage("the image is broken: " + why));
    }
  }

  private void refuse(Failure failure) {
    if (refused) {
      return;
    }
    discard();
    refuse.accept(failure);
  }

  /** The cause goes to the log only: it names paths. */
  private void notSpooled(Throwable cause) {
    LOG.warn("upload spooling=failed bytes={}", size, cause);
    refuse(new Failure.StoreUnavailable("the upload could not be kept"));
  }

  /** Bytes of it that have come. */
  long size() {
    return size;
  }

  /** What its header says, once that is known and within the limits. */
  Optional<Picture> picture() {
    return refused ? Optional.empty() : walk.picture();
  }

  /** Whether every byte of it has come. */
  boolean isEnded() {
    return ended;
  }

  /** There are no more. */
  void end() {
    ended = true;
    if (!refused) {
      judge(walk.atEnd());
    }
  }

  /** What is only named is called {@code image} with its format's ending. */
  private String fileName(Picture picture) {
    String type = picture.format().mediaType();
    return source.fileName().orElseGet(() -> "image." + type.substring(type.indexOf('/') + 1));
  }

  private void keep(Picture picture) {
    Sha256 digest = sha256.end();
    spool
        .close()
        .map(file -> file.<Upload>map(f -> new Upload.Spooled(f, size)))
        .map(spooled -> spooled.orElseGet(() -> new Upload.InMemory(memory)))
        .map(bytes -> new ImagePart(bytes, picture, fileName(picture), digest))
        .onSuccess(image -> done.tryComplete(Optional.of(image)))
        .onFailure(this::notSpooled);
  }
}
