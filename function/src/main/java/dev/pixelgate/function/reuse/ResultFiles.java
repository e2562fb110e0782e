package dev.pixelgate.function.reuse;

import dev.pixelgate.function.media.FileMediaStore;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.media.Workers;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the cache: further names of published pictures, in a folder that goes with this
 * process. Futures complete on the context of the caller.
 *
 * <p>They are hard links, never copies: a picture that its owner deletes is known again under any
 * of its names, and its bytes are on the disk once. Where there are no hard links nothing is kept.
 */
public final class ResultFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ResultFiles.class);

  private final Workers workers;
  private final FileMediaStore media;
  private final Spool folder;

  /**
   * Keeps nothing yet.
   *
   * @param folder on the same file system as the media
   */
  public ResultFiles(Vertx vertx, FileMediaStore media, Spool folder) {
    this.workers = new Workers(vertx);
    this.media = media;
    this.folder = folder;
  }

  /** Keeps a published picture under a name of its own, held once; nothing where that fails. */
  Future<Optional<KeptFile>> keep(StoredMedia published) {
    Path name = folder.newFile();
    return media
        .keepName(published, name)
        .map(
            identity ->
                Optional.of(new KeptFile(name, published.size(), identity, () -> delete(name))))
        .otherwise(
            failure -> {
              LOG.warn("cache keep=failed reason={}", failure.toString());
              return Optional.empty();
            });
  }

  /** Where a picture lies that could not be kept. */
  Path path(StoredMedia published) {
    return media.path(published);
  }

  /** Publishes the same picture once more, under a URL of this account. */
  Future<StoredMedia> give(Path picture, String account) {
    return media.publishName(picture, account);
  }

  private void delete(Path name) {
    workers
        .run(() -> Files.deleteIfExists(name))
        .onFailure(e -> LOG.warn("cache delete=failed reason={}", e.toString()));
  }
}
