package dev.pixelgate.function.reuse;

import dev.pixelgate.function.media.SharedPicture;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A picture of the cache, for as long as somebody holds it: the cache, and whoever hands it out to
 * those that waited for it. Its maker holds it once. Any thread.
 */
final class KeptFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFile.class);

  private final SharedPicture picture;
  private final long size;
  private final AtomicInteger holders = new AtomicInteger(1);

  /** A picture that is there. */
  KeptFile(SharedPicture picture, long size) {
    this.picture = picture;
    this.size = size;
  }

  /** In bytes. */
  long size() {
    return size;
  }

  /** By which the media store knows it under each of its URLs. */
  Object identity() {
    return picture.identity();
  }

  /** Publishes it once more, under a URL of this account. */
  Future<StoredMedia> give(String account) {
    return picture.publish(account);
  }

  /** To be called by a holder, on behalf of another one. */
  void hold() {
    holders.incrementAndGet();
  }

  /** The last one that lets go releases it. */
  void letGo() {
    if (holders.decrementAndGet() == 0) {
      picture.release().onFailure(e -> LOG.warn("cache release=failed reason={}", e.toString()));
    }
  }
}
