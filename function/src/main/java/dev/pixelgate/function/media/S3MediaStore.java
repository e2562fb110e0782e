package dev.pixelgate.function.media;

import dev.pixelgate.function.s3.S3Body;
import dev.pixelgate.function.s3.S3Client;
import dev.pixelgate.function.s3.S3Exception;
import dev.pixelgate.function.s3.S3Object;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Result pictures as objects of a bucket, {@code PREFIX/stream/<session>/<name>.png}. The bucket is
 * all the state there is, so that each instance finds, and judges by the bucket's clock, what any
 * of them has stored. Objects whose time is over are not found; the bucket's own lifecycle rule
 * removes them, so that nobody has to list.
 *
 * <p>Results are spooled here until they are whole, those of up to 256 KiB in memory, so that a
 * picture that the bucket does not take is still there for its answer.
 *
 * <p>Thread rule: any; futures complete on the context of the caller.
 */
public final class S3MediaStore implements PictureStore {
  private static final String STREAM = "/stream/";

  /** For small results on their way, and for others while the disk is full. */
  private static final long RESERVE_BYTES = 32L << 20;

  /** Of a copy: the identity of what it is a copy of. Whoever gets the picture may see it. */
  private static final String PICTURE = "pixelgate-picture";

  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "image/png", "Cache-Control", "private");

  private final Workers workers;
  private final S3Client bucket;
  private final Spool spool;
  private final Duration timeToLive;
  private final InstantSource clock;
  private final MemoryReserve reserve = new MemoryReserve(RESERVE_BYTES);
  private final MediaNames names = new MediaNames();

  /** A store in this bucket, which must be there. */
  public S3MediaStore(
      Vertx vertx, S3Client bucket, Spool spool, Duration timeToLive, InstantSource clock) {
    this.workers = new Workers(vertx);
    this.bucket = bucket;
    this.spool = spool;
    this.timeToLive = timeToLive;
    this.clock = clock;
  }

  @Override
  public ResultWriter open(String account) {
    return new FileResultWriter(
        workers, new Putting(), account, new SpooledResult(spool.newFile(), reserve));
  }

  /** Sends a finished result up. */
  private final class Putting implements Publishing {
    @Override
    public boolean takesMemory() {
      return true;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The bucket may still come to have what it was stopped at: an object without a URL, which
     * goes with the bucket's own rule.
     */
    @Override
    public Future<StoredMedia> publish(SpooledResult result, String account, Cancellation stop) {
      StoredMedia media = new StoredMedia(newPath(account), result.size());
      return workers
          .call(() -> body(result))
          .compose(body -> bucket.put(key(media), body, HEADERS, stop))
          .compose(stored -> workers.run(result::delete).otherwiseEmpty())
          .map(media);
    }
  }

  private static S3Body body(SpooledResult result) throws IOException {
    return result.isInMemory()
        ? new S3Body.Bytes(result.read(0, Math.toIntExact(result.size())))
        : new S3Body.File(result.path(), result.size());
  }

  private String newPath(String account) {
    return STREAM + names.newSession(account) + "/" + names.newName() + ".png";
  }

  private static String key(StoredMedia media) {
    return media.path().substring(1);
  }

  private static String key(String session, String name) {
    return (STREAM + session + "/" + name + ".png").substring(1);
  }

  @Override
  public Future<Optional<FoundPicture>> find(String session, String name) {
    if (!MediaNames.areValid(session, name)) {
      return Future.succeededFuture(Optional.empty());
    }
    String key = key(session, name);
    return bucket.head(key).map(found -> found.flatMap(object -> alive(key, object)));
  }

  private Optional<FoundPicture> alive(String key, S3Object object) {
    Instant expires = object.lastModified().plus(timeToLive);
    return clock.instant().isBefore(expires)
        ? Optional.of(
            new MediaObject(
                bucket, key, object.size(), object.etag(), object.lastModified(), expires))
        : Optional.empty();
  }

  @Override
  public Future<Boolean> delete(
      String session, String name, String account, Consumer<Object> identity) {
    if (!MediaNames.areValid(session, name) || !MediaNames.belongsTo(session, account)) {
      return Future.succeededFuture(false);
    }
    String key = key(session, name);
    return bucket
        .head(key)
        .compose(
            found -> {
              found.ifPresent(object -> identity.accept(identity(key, object)));
              return found.isPresent()
                  ? bucket.delete(key).map(true)
                  : Future.succeededFuture(false);
            });
  }

  private static String identity(String key, S3Object object) {
    return object.metadata().getOrDefault(PICTURE, identity(key));
  }

  /** Not the key itself, which is a secret. */
  private static String identity(String key) {
    return Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Others get copies that the bucket makes of the object, for as long as that is there: it
   * stays its owner's, and goes with his DELETE.
   */
  @Override
  public Future<SharedPicture> share(StoredMedia published, Path name) {
    return Future.succeededFuture(borrow(published));
  }

  @Override
  public SharedPicture borrow(StoredMedia published) {
    return new Source(published);
  }

  /** An object that copies are made of. */
  private final class Source implements SharedPicture {
    private final StoredMedia media;

    Source(StoredMedia media) {
      this.media = media;
    }

    @Override
    public Object identity() {
      return S3MediaStore.identity(key(media));
    }

    @Override
    public Future<StoredMedia> publish(String account) {
      StoredMedia copy = new StoredMedia(newPath(account), media.size());
      Map<String, String> headers = new HashMap<>(HEADERS);
      headers.put("x-amz-meta-" + PICTURE, S3MediaStore.identity(key(media)));
      return bucket
          .copy(key(media), key(copy), headers)
          .map(copy)
          .recover(failure -> Future.failedFuture(isGone(failure)));
    }

    private Throwable isGone(Throwable failure) {
      return failure instanceof S3Exception refusal && refusal.kind() == S3Exception.Kind.NOT_FOUND
          ? new PictureGoneException(failure)
          : failure;
    }

    @Override
    public Future<Void> release() {
      return Future.succeededFuture();
    }
  }
}
