package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.picture.ContainerWalk;
import dev.pixelgate.pricing.picture.HeaderResult;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureHeader;
import dev.pixelgate.router.Upload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one uploaded image in: judges its header from the first bytes, walks its container, keeps
 * it in memory while it is small and in a spool file from then on. Confined to one event loop.
 */
final class ImageCollector {
  /**
   * Larger images go to a file. With the default of 256 concurrent requests, 256 KiB bounds what
   * uploads hold to 64 MiB.
   */
  static final int MEMORY_BYTES = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ImageCollector.class);

  private final HttpServerFileUpload upload;
  private final IntakeLimits limits;
  private final SpoolFile spool;
  private final Consumer<Failure> refuse;
  private final PictureHeader header = new PictureHeader();
  private final Promise<Optional<ImagePart>> done = Promise.promise();
  private Optional<ContainerWalk> walk = Optional.empty();
  private Optional<Picture> picture = Optional.empty();
  private Buffer memory = Buffer.buffer();
  private long size;
  private boolean refused;
  private boolean ended;

  ImageCollector(
      Vertx vertx,
      HttpServerRequest request,
      HttpServerFileUpload upload,
      IntakeLimits limits,
      Supplier<Path> spoolFiles,
      Consumer<Failure> refuse) {
    this.upload = upload;
    this.limits = limits;
    this.refuse = refuse;
    this.spool = new SpoolFile(vertx, spoolFiles, request);
    upload.handler(this::accept);
    upload.endHandler(v -> end());
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

  private void accept(Buffer chunk) {
    if (refused) {
      return;
    }
    size += chunk.length();
    if (size > limits.bodyBytes()) {
      refuse(limits.bodyTooLarge(-1));
      return;
    }
    if (picture.isEmpty()) {
      readHeader(chunk);
    } else {
      walk(chunk.getBytes());
    }
    if (refused) {
      return;
    }
    // Until the header is known, which is at most 1 MiB, the walk has not begun: nothing may go.
    if (size <= MEMORY_BYTES || picture.isEmpty()) {
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

  private void readHeader(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    HeaderResult result = header.accept(bytes, 0, bytes.length);
    if (result instanceof HeaderResult.Known(Picture known)) {
      Optional<Failure> tooLarge = limits.refusal(known);
      if (tooLarge.isPresent()) {
        refuse(tooLarge.get());
        return;
      }
      picture = Optional.of(known);
      walk = Optional.of(ContainerWalk.of(known.format()));
      walk(memory.getBytes());
      walk(bytes);
    } else {
      judge(result);
    }
  }

  private void judge(HeaderResult result) {
    switch (result) {
      case HeaderResult.Unreadable(String format) ->
          refuse(
              new Failure.UnsupportedMediaType(
                  "the image is " + format + "; PNG and JPEG are read here"));
      case HeaderResult.NotAnImage(String why) ->
          refuse(new Failure.BadImage("the image cannot be read: " + why));
      case HeaderResult.NeedMore n -> {}
      case HeaderResult.Known k -> {}
    }
  }

  private void walk(byte[] bytes) {
    ContainerWalk container = walk.orElseThrow();
    container.accept(bytes, 0, bytes.length);
    if (container.broken()) {
      refuse(new Failure.BadImage("the image is broken: " + container.problem()));
    }
  }

  private void refuse(Failure failure) {
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

  /** Whether every byte of it has come. */
  boolean isEnded() {
    return ended;
  }

  private void end() {
    ended = true;
    if (refused) {
      return;
    }
    if (picture.isEmpty()) {
      judge(header.atEnd());
      return;
    }
    if (!walk.orElseThrow().complete()) {
      refuse(
          new Failure.BadImage(
              "the image is cut off: it ends after %d bytes, before its %s end marker"
                  .formatted(size, picture.get().format())));
      return;
    }
    spool
        .close()
        .map(file -> file.<Upload>map(f -> new Upload.Spooled(f, size)))
        .map(spooled -> spooled.orElseGet(() -> new Upload.InMemory(memory)))
        .onSuccess(
            bytes ->
                done.tryComplete(
                    Optional.of(new ImagePart(bytes, picture.get(), upload.filename()))))
        .onFailure(this::notSpooled);
  }
}
