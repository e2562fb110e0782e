package dev.pixelgate.function.upload;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.function.media.Workers;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads as files, put to this gateway itself. A place is a file {@code data/uploads/<id>.open};
 * it goes when the picture comes, as {@code data/uploads/<id>}. Both expire by their time of
 * writing. So they outlive the process, and whoever removes the first of them has taken the place.
 */
public final class FileUploads implements UploadStore {
  private static final String OPEN = ".open";

  private static final Logger LOG = LoggerFactory.getLogger(FileUploads.class);
  private static final int READ_BYTES = 64 << 10;

  private final Vertx vertx;
  private final Workers workers;
  private final Path folder;
  private final UploadRules rules;
  private final InstantSource clock;
  private final UploadIds ids = new UploadIds();

  /** Bytes of what is kept: counted at each sweep, and added to in between. */
  private final AtomicLong held = new AtomicLong();

  /** In {@code data/uploads}, which need not exist. */
  public FileUploads(Vertx vertx, Path data, UploadRules rules, InstantSource clock) {
    this.vertx = vertx;
    this.workers = new Workers(vertx);
    this.folder = data.resolve("uploads");
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public Future<Place> place(String account, Wish wish, String base) {
    return workers.call(
        () -> {
          String id = ids.next(account);
          Instant now = clock.instant();
          issue(id, wish.size(), now);
          return new Place(
              id,
              base + "/v1/uploads/" + id,
              wish.headers(),
              wish.size().orElse(rules.maxBytes()),
              now.plus(UploadRules.TO_PUT));
        });
  }

  /** Writes the size that was said, or nothing. */
  private void issue(String id, OptionalLong size, Instant when) throws IOException {
    Files.createDirectories(folder);
    Path ticket = waiting(id);
    String said = size.isPresent() ? Long.toString(size.getAsLong()) : "";
    Files.writeString(ticket, said, StandardOpenOption.CREATE_NEW);
    Files.setLastModifiedTime(ticket, FileTime.from(when));
  }

  /** How the place of this name stands, which may be anything that a client sent. */
  public Future<Ticket> ticket(String id) {
    return UploadIds.isValid(id)
        ? workers.call(() -> look(id))
        : Future.succeededFuture(new Ticket.None());
  }

  private Ticket look(String id) throws IOException {
    try {
      Issued issued = issued(id);
      long all = held.get();
      if (isOver(issued.when(), UploadRules.TO_PUT)) {
        return new Ticket.None();
      }
      return all + issued.size().orElse(1) > rules.allBytes()
          ? new Ticket.Full(all, rules.allBytes())
          : new Ticket.Open(issued.size().orElse(rules.maxBytes()), issued.size());
    } catch (NoSuchFileException e) {
      return isThere(id) ? new Ticket.Used() : new Ticket.None();
    }
  }

  /**
   * Takes the place with this file, which is on the same file system and gone afterwards.
   *
   * @return how the place stood before: not open, when another was first, its time is over, or
   *     there is no room left
   */
  public Future<Ticket> keep(String id, Path file) {
    return workers.call(
        () -> {
          try {
            Ticket found = look(id);
            return found instanceof Ticket.Open && !take(id, file) ? look(id) : found;
          } finally {
            Files.deleteIfExists(file);
          }
        });
  }

  /** A crash between the two steps loses both: the client, who has no answer, asks anew. */
  private boolean take(String id, Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    long size = Files.size(file);
    Issued issued;
    try {
      issued = issued(id);
      Files.delete(waiting(id));
    } catch (NoSuchFileException anotherWasFirst) {
      return false;
    }
    try {
      Files.move(file, picture(id), StandardCopyOption.ATOMIC_MOVE);
      held.addAndGet(size);
      return true;
    } catch (IOException e) {
      issue(id, issued.size(), issued.when());
      throw e;
    }
  }

  /** What a place's own file says. */
  private record Issued(OptionalLong size, Instant when) {}

  private Issued issued(String id) throws IOException {
    Instant when = Files.getLastModifiedTime(waiting(id)).toInstant();
    String said = Files.readString(waiting(id));
    return new Issued(
        said.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(said)), when);
  }

  @Override
  public Future<Referred> open(String id, String account, Cancellation stop) {
    if (!UploadIds.belongs(id, account)) {
      return Future.succeededFuture(new Referred.Refused(UploadIds.unknown(id)));
    }
    return workers
        .call(() -> isThere(id))
        .compose(
            there ->
                there
                    ? read(id, stop)
                    : Future.succeededFuture(new Referred.Refused(UploadIds.unknown(id))))
        .otherwise(
            cause -> {
              LOG.warn("upload open=failed", cause);
              return new Referred.Refused(broken(cause));
            });
  }

  private Future<Referred> read(String id, Cancellation stop) {
    OpenOptions reading = new OpenOptions().setWrite(false).setCreate(false);
    return vertx
        .fileSystem()
        .open(picture(id).toString(), reading)
        .map(
            file -> {
              file.setReadBufferSize(READ_BYTES).pause();
              stop.onCancel(() -> close(file));
              return new Referred.Found(file, FileUploads::broken);
            });
  }

  private static void close(AsyncFile file) {
    file.close().onFailure(cause -> LOG.debug("upload close=failed", cause));
  }

  private static Failure broken(Throwable cause) {
    return new Failure.StoreUnavailable("the upload could not be read");
  }

  private boolean isThere(String id) throws IOException {
    try {
      return !isOver(Files.getLastModifiedTime(picture(id)).toInstant(), rules.keep());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean isOver(Instant begun, Duration after) {
    return !clock.instant().isBefore(begun.plus(after));
  }

  /**
   * Removes what is over, and leaves alone what is not named like ours. Blocking.
   *
   * @return how many files
   */
  int sweep() throws IOException {
    int removed = 0;
    long left = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (sweep(file)) {
          removed++;
        } else {
          left += size(file);
        }
      }
    } catch (NoSuchFileException nothingWasEverPlaced) {
      return 0;
    }
    held.set(left);
    return removed;
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  private boolean sweep(Path file) throws IOException {
    String name = file.getFileName().toString();
    boolean open = name.endsWith(OPEN);
    String id = open ? name.substring(0, name.length() - OPEN.length()) : name;
    try {
      Instant begun = Files.getLastModifiedTime(file).toInstant();
      return UploadIds.isValid(id)
          && isOver(begun, open ? UploadRules.TO_PUT : rules.keep())
          && Files.deleteIfExists(file);
    } catch (NoSuchFileException another) {
      return false; // Its client, or another process on this folder, was quicker.
    }
  }

  private Path waiting(String id) {
    return folder.resolve(id + OPEN);
  }

  private Path picture(String id) {
    return folder.resolve(id);
  }
}
