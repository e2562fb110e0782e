package dev.pixelgate.function.upload;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FieldError;
import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.function.s3.S3Client;
import dev.pixelgate.function.s3.S3Download;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads in a bucket, {@code uploads/<id>}, which clients put there themselves. Nothing is written
 * down when a place is given out: the signature is in its URL, the account in the id, and the time
 * of the object says when it is over. So any instance gives out and finds any upload.
 */
public final class S3Uploads implements UploadStore {
  private static final Logger LOG = LoggerFactory.getLogger(S3Uploads.class);
  private static final String FOLDER = "uploads/";

  private final S3Client bucket;
  private final UploadRules rules;
  private final InstantSource clock;
  private final UploadIds ids = new UploadIds();

  /** In this bucket. */
  public S3Uploads(S3Client bucket, UploadRules rules, InstantSource clock) {
    this.bucket = bucket;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A size must be said, as the bucket knows no limit of ours: it is signed, and every HTTP
   * client sends it by itself; browsers let nobody set it, so it is not among the headers that are
   * named. Where the bucket can tell, it takes nothing to a place where something is.
   */
  @Override
  public Future<Placing> place(String account, Wish wish, String base) {
    return wish.size().isPresent()
        ? place(account, wish, wish.size().getAsLong())
        : Future.succeededFuture(
            new Placing.Refused(
                new Failure.Invalid(
                    List.of(
                        new FieldError(
                            "size", "Field required: uploads go to a bucket", "missing")))));
  }

  private Future<Placing> place(String account, Wish wish, long size) {
    String id = ids.next(account);
    Instant now = clock.instant();
    Map<String, String> named = new HashMap<>(wish.headers());
    if (bucket.location().putOnce()) {
      named.put("If-None-Match", "*");
    }
    Map<String, String> signed = new HashMap<>(named);
    signed.put("Content-Length", Long.toString(size));
    return bucket
        .presign(HttpMethod.PUT, FOLDER + id, signed, UploadRules.TO_PUT)
        .map(
            url ->
                new Placing.Given(
                    new Place(id, url.toString(), named, size, now.plus(UploadRules.TO_PUT))));
  }

  @Override
  public Future<Referred> open(String id, String account, Cancellation stop) {
    if (!UploadIds.belongs(id, account)) {
      return unknown(id);
    }
    return bucket
        .get(FOLDER + id)
        .map(found -> found.map(one -> judge(id, one, stop)).orElseGet(() -> absent(id)))
        .otherwise(
            cause -> {
              LOG.warn("upload open=failed reason=\"{}\"", cause.getMessage());
              return new Referred.Refused(broken(cause));
            });
  }

  private Referred judge(String id, S3Download download, Cancellation stop) {
    download.body().exceptionHandler(unread -> {}); // Until somebody reads it.
    stop.onCancel(download.cancel());
    Duration age = Duration.between(download.object().lastModified(), clock.instant());
    Optional<Failure> refusal =
        age.compareTo(rules.keep()) >= 0
            ? Optional.of(UploadIds.unknown(id))
            : tooLarge(download.object().size());
    if (refusal.isPresent()) {
      download.cancel().run();
      return new Referred.Refused(refusal.get());
    }
    return new Referred.Found(download.body(), S3Uploads::broken);
  }

  /** What somebody else has put there may have any size. */
  private Optional<Failure> tooLarge(long size) {
    return size > rules.maxBytes()
        ? Optional.of(new Failure.TooLarge("picture by reference", size, rules.maxBytes(), "bytes"))
        : Optional.empty();
  }

  private static Referred absent(String id) {
    return new Referred.Refused(UploadIds.unknown(id));
  }

  private static Future<Referred> unknown(String id) {
    return Future.succeededFuture(absent(id));
  }

  private static Failure broken(Throwable cause) {
    return new Failure.StoreUnavailable("the upload could not be read");
  }
}
