package dev.pixelgate.function.media;

import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;

/** A picture that was published, and that others get without another one being made. Any thread. */
public interface SharedPicture {
  /** What the store knows the picture by, under each of its URLs. */
  Object identity();

  /**
   * Publishes it once more, under a URL of this account.
   *
   * @return fails with a {@link PictureGoneException} when it is not there any more
   */
  Future<StoredMedia> publish(String account);

  /** Nobody will ask for it here any more. */
  Future<Void> release();
}
