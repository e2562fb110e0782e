package dev.pixelgate.function.reuse;

import dev.pixelgate.function.media.PictureStore;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of the cache, which the media store keeps: where those are files, as further names
 * in a folder that goes with this process, never as copies of bytes. Futures complete on the
 * context of the caller.
 */
public final class ResultFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ResultFiles.class);

  private final PictureStore media;
  private final Spool folder;

  /**
   * Keeps nothing yet.
   *
   * @param folder on the same file system as the media
   */
  public ResultFiles(PictureStore media, Spool folder) {
    this.media = media;
    this.folder = folder;
  }

  /** Keeps a published picture, held once; nothing where the store cannot. */
  Future<Optional<KeptFile>> keep(StoredMedia published) {
    return media
        .share(published, folder.newFile())
        .map(picture -> Optional.of(new KeptFile(picture, published.size())))
        .otherwise(
            failure -> {
              LOG.warn("cache keep=failed reason={}", failure.toString());
              return Optional.empty();
            });
  }

  /** One that could not be kept, for those who wait for it. */
  KeptFile borrow(StoredMedia published) {
    return new KeptFile(media.borrow(published), published.size());
  }
}
