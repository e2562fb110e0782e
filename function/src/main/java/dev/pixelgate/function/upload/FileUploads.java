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
import java.nio.file.DirectoryIteratorException;
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
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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

  private final UploadRoom room;
  private volatile boolean counted;

  /** In {@code data/uploads}, which need not exist. */
  public FileUploads(Vertx vertx, Path data, UploadRules rules, InstantSource clock) {
    this.vertx = vertx;
    this.workers = new Workers(vertx);
    this.folder = data.resolve("uploads");
    this.rules = rules;
    this.room = new UploadRoom(rules);
    this.clock = clock;
  }

  @Override
  public Future<Placing> place(String account, Wish wish, String base) {
    return workers.call(
        () -> {
          String id = ids.next(account);
          count();
          if (!room.mayWait(id)) {
            return tooMany(account);
          }
          Instant now = clock.instant();
          try {
            issue(id, wish.size(), now);
          } catch (IOException e) {
            room.waitsNoMore(id);
            throw e;
          }
          return new Placing.Given(
              new Place(
                  id,
                  base + "/v1/uploads/" + id,
                  wish.headers(),
                  wish.size().orElse(rules.maxBytes()),
                  now.plus(UploadRules.TO_PUT)));
        });
  }

  private static Placing tooMany(String account) {
    return new Placing.Refused(
        new Failure.RateLimited(
            "account %s has %d uploads that wait for their PUT, and may have %d"
                .formatted(account, UploadRules.MOST_PLACES, UploadRules.MOST_PLACES),
            UploadRules.MOST_PLACES + 1,
            UploadRules.MOST_PLACES,
            "uploads",
            Duration.ofMinutes(1)));
  }

  /** Writes the size that was said, or nothing. */
  private void issue(String id, OptionalLong size, Instant when) throws IOException {
    Files.createDirectories(folder);
    Path ticket = waiting(id);
    String said = size.isPresent() ? Long.toString(size.getAsLong()) : "";
    Files.writeString(ticket, said, StandardOpenOption.CREATE_NEW);
    Files.setLastModifiedTime(ticket, FileTime.from(when));
    room.waits(id);
  }

  /**
   * Begins to put something to the place of this name, which may be anything that a client sent.
   *
   * @param declared bytes that are said to come; without that it may be as many as the place takes
   */
  public Future<Ticket> begin(String id, OptionalLong declared) {
    return UploadIds.isValid(id)
        ? workers.call(() -> admit(id, declared))
        : Future.succeededFuture(new Ticket.None());
  }

  /** Held first and looked at then: who is told that it is open, is the only one. */
  private Ticket admit(String id, OptionalLong declared) throws IOException {
    count();
    Optional<UploadRoom.Hold> hold = room.hold(id);
    if (hold.isEmpty()) {
      return new Ticket.Busy();
    }
    Ticket found = new Ticket.None();
    try {
      found = look(id, hold.get(), declared);
      return found;
    } finally {
      if (!(found instanceof Ticket.Open)) {
        hold.get().end();
      }
    }
  }

  private Ticket look(String id, UploadRoom.Hold hold, OptionalLong declared) throws IOException {
    try {
      Issued issued = issued(id);
      if (isOver(issued.when(), UploadRules.TO_PUT)) {
        return new Ticket.None();
      }
      long most = issued.size().orElse(rules.maxBytes());
      return hold.reserve(Math.min(most, declared.orElse(most)))
          .orElseGet(() -> new Ticket.Open(most, issued.size(), hold));
    } catch (NoSuchFileException e) {
      return isThere(id) ? new Ticket.Used() : new Ticket.None();
    }
  }

  /**
   * Takes the place with this file, which is on the same file system and gone afterwards.
   *
   * @return whether it was still there: its time may be over
   */
  public Future<Boolean> keep(String id, Path file, UploadRoom.Hold hold) {
    return workers.call(
        () -> {
          try {
            return take(id, file, hold);
          } finally {
            Files.deleteIfExists(file);
          }
        });
  }

  /** A crash between the two steps loses both: the client, who has no answer, asks anew. */
  private boolean take(String id, Path file, UploadRoom.Hold hold) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    long size = Files.size(file);
    Issued issued;
    try {
      issued = issued(id);
      if (isOver(issued.when(), UploadRules.TO_PUT)) {
        return false;
      }
      Files.delete(waiting(id));
    } catch (NoSuchFileException swept) {
      return false;
    }
    try {
      Files.move(file, picture(id), StandardCopyOption.ATOMIC_MOVE);
      hold.becomes(size);
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
              if (cause.getCause() instanceof NoSuchFileException) {
                return new Referred.Refused(UploadIds.unknown(id)); // swept since it was seen
              }
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
   * Removes what is over, and leaves alone what is not named like ours; counts what is left. A file
   * that cannot be looked at or removed hinders no other, and stays counted. Blocking.
   *
   * @return how many files
   */
  synchronized int sweep() throws IOException {
    Set<String> pictures = new HashSet<>(room.pictures());
    Set<String> places = new HashSet<>(room.places());
    int removed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean open = name.endsWith(OPEN);
        String id = open ? name.substring(0, name.length() - OPEN.length()) : name;
        if (UploadIds.isValid(id)) {
          removed += sweep(file, id, open, open ? places : pictures) ? 1 : 0;
        }
      }
    } catch (NoSuchFileException nothingWasEverPlaced) {
      removed = 0;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    // What was known before the listing began and is not in it, is gone.
    pictures.forEach(room::keepsNoMore);
    places.forEach(room::waitsNoMore);
    counted = true;
    return removed;
  }

  /** Whether the file was removed; one that stays is none of those that are gone. */
  private boolean sweep(Path file, String id, boolean open, Set<String> gone) {
    try {
      Instant begun = Files.getLastModifiedTime(file).toInstant();
      if (isOver(begun, open ? UploadRules.TO_PUT : rules.keep())) {
        return Files.deleteIfExists(file);
      }
      gone.remove(id);
      if (open) {
        room.waits(id);
      } else {
        room.keeps(id, Files.size(file));
      }
    } catch (NoSuchFileException client) {
      return false; // It was quicker, and its own doing is counted.
    } catch (IOException e) {
      gone.remove(id);
      LOG.warn(
          "upload remove=failed reason={}", e.getClass().getSimpleName()); // its name is secret
    }
    return false;
  }

  /** Nothing is given out or taken before it is known what is there. */
  private void count() throws IOException {
    if (!counted) {
      sweep();
    }
  }

  private Path waiting(String id) {
    return folder.resolve(id + OPEN);
  }

  private Path picture(String id) {
    return folder.resolve(id);
  }
}
