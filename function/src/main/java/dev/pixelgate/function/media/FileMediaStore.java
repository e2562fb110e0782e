package dev.pixelgate.function.media;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Result pictures as files, {@code data/media/<session>/<name>.png}. The file system is all the
 * state there is: a file is visible when it has its name, and expires by its time of writing.
 *
 * <p>Thread rule: any; futures complete on the context of the caller.
 */
public final class FileMediaStore implements PictureStore {
  /** A sweep can take an empty session folder away under a move; not three times in a row. */
  private static final int MOVE_TRIES = 3;

  private static final String STREAM = "/stream/";

  /** Some ten results of 512x512 at a time, while the disk is full; at most twice that of heap. */
  private static final long RESERVE_BYTES = 32L << 20;

  private final Workers workers;
  private final Path media;
  private final Spool spool;
  private final Duration timeToLive;
  private final InstantSource clock;
  private final MemoryReserve reserve = new MemoryReserve(RESERVE_BYTES);
  private final MediaNames names = new MediaNames();

  /** One session an account between two sweeps, so that not every picture needs a new folder. */
  private final Map<String, String> sessions = new ConcurrentHashMap<>();

  /**
   * A store below a data folder, which need not exist.
   *
   * @param spool of the same data folder, hence on the same file system
   */
  public FileMediaStore(
      Vertx vertx, Path data, Spool spool, Duration timeToLive, InstantSource clock) {
    this.workers = new Workers(vertx);
    this.media = data.resolve("media");
    this.spool = spool;
    this.timeToLive = timeToLive;
    this.clock = clock;
  }

  @Override
  public ResultWriter open(String account) {
    return new FileResultWriter(
        workers, new Adopting(), account, new SpooledResult(spool.newFile(), reserve));
  }

  /** Gives a finished file its name. */
  private final class Adopting implements Publishing {
    @Override
    public boolean takesMemory() {
      return false;
    }

    @Override
    public Future<StoredMedia> publish(SpooledResult result, String account, Cancellation stop) {
      return workers.call(() -> adopt(result, account));
    }
  }

  private StoredMedia adopt(SpooledResult result, String account) throws IOException {
    if (result.isInMemory()) {
      throw new IOException("the disk takes no result picture");
    }
    return place(
        account,
        result.size(),
        to -> Files.move(result.path(), to, StandardCopyOption.ATOMIC_MOVE));
  }

  /** Makes a new name in a folder of the account, which may have to be made. */
  private StoredMedia place(String account, long size, Placing placing) throws IOException {
    String session = sessions.computeIfAbsent(account, names::newSession);
    String name = names.newName();
    Path to = file(session, name);
    for (int attempt = 1; ; attempt++) {
      try {
        placing.place(to);
        return new StoredMedia(STREAM + session + "/" + name + ".png", size);
      } catch (NoSuchFileException e) {
        if (attempt == MOVE_TRIES) {
          throw e;
        }
        Files.createDirectories(to.resolveSibling(""));
      }
    }
  }

  /** Brings a file to a path whose folder may be missing. */
  private interface Placing {
    void place(Path to) throws IOException;
  }

  @Override
  public Future<Optional<FoundPicture>> find(String session, String name) {
    if (!MediaNames.areValid(session, name)) {
      return Future.succeededFuture(Optional.empty());
    }
    return workers.call(() -> look(session, name));
  }

  private Optional<FoundPicture> look(String session, String name) throws IOException {
    Path file = file(session, name);
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Instant written = attributes.lastModifiedTime().toInstant();
      Instant expires = written.plus(timeToLive);
      return clock.instant().isBefore(expires)
          ? Optional.of(new MediaFile(file, attributes.size(), '"' + name + '"', written, expires))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Future<Boolean> delete(
      String session, String name, String account, Consumer<Object> identity) {
    if (!MediaNames.areValid(session, name) || !MediaNames.belongsTo(session, account)) {
      return Future.succeededFuture(false);
    }
    return workers.call(
        () -> {
          Path picture = file(session, name);
          try {
            identity(picture).ifPresent(identity);
          } catch (NoSuchFileException e) {
            return false;
          }
          return Files.deleteIfExists(picture);
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>By a hard link, under which it stays when its URL is gone, and whose bytes are on the disk
   * once; fails where the file system has none, or does not tell by what it knows its files.
   */
  @Override
  public Future<SharedPicture> share(StoredMedia published, Path name) {
    return workers.call(
        () -> {
          Path picture = path(published);
          Object identity =
              identity(picture).orElseThrow(() -> new IOException("files have no identity here"));
          try {
            Files.createLink(name, picture);
          } catch (UnsupportedOperationException e) {
            throw new IOException("there are no hard links here", e);
          }
          return new Named(name, identity, true);
        });
  }

  @Override
  public SharedPicture borrow(StoredMedia published) {
    Path picture = path(published);
    return new Named(picture, picture, false);
  }

  private Path path(StoredMedia published) {
    return media.resolve(published.path().substring(STREAM.length()));
  }

  private static Optional<Object> identity(Path picture) throws IOException {
    return Optional.ofNullable(Files.readAttributes(picture, BasicFileAttributes.class).fileKey());
  }

  /** A picture under a name beside that of its URL, which may be its own to remove. */
  private final class Named implements SharedPicture {
    private final Path name;
    private final Object identity;
    private final boolean own;

    Named(Path name, Object identity, boolean own) {
      this.name = name;
      this.identity = identity;
      this.own = own;
    }

    @Override
    public Object identity() {
      return identity;
    }

    /**
     * The times of a file belong to all its names: each URL of it lives as long as this one from
     * now on.
     */
    @Override
    public Future<StoredMedia> publish(String account) {
      return workers.call(
          () -> {
            try {
              // First, so that no sweep takes the new name for an old one.
              Files.setLastModifiedTime(name, FileTime.from(clock.instant()));
              return place(account, Files.size(name), to -> Files.createLink(to, name));
            } catch (NoSuchFileException e) {
              throw Files.exists(name) ? e : new PictureGoneException(e);
            }
          });
    }

    @Override
    public Future<Void> release() {
      return own ? workers.run(() -> Files.deleteIfExists(name)) : Future.succeededFuture();
    }
  }

  private Path file(String session, String name) {
    return media.resolve(session).resolve(name + ".png");
  }

  /** A walk that deletes what is expired. New pictures get new sessions from now on. Blocking. */
  MediaSweep sweep() throws IOException {
    sessions.clear();
    Files.createDirectories(media);
    return new MediaSweep(media, clock.instant().minus(timeToLive));
  }
}
