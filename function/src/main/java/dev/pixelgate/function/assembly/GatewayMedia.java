package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.MediaBucket;
import dev.pixelgate.function.media.FileMediaStore;
import dev.pixelgate.function.media.PictureStore;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.media.Sweeper;
import dev.pixelgate.function.s3.S3Client;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where a gateway keeps its pictures: in its data folder, or in a bucket. Without one no class of
 * {@code s3} is loaded.
 *
 * @param bucket for what else lies there
 * @param sweeper removes what is over its time; a bucket does that itself
 */
record GatewayMedia(PictureStore store, Optional<S3Client> bucket, Sweeper sweeper) {
  static GatewayMedia of(
      Vertx vertx,
      Configuration configuration,
      Spool spool,
      MeterRegistry registry,
      InstantSource clock) {
    Optional<MediaBucket> bucket = configuration.media().bucket();
    if (bucket.isPresent()) {
      return BucketMedia.of(vertx, bucket.get(), configuration.mediaTtl(), spool, registry, clock);
    }
    FileMediaStore store =
        new FileMediaStore(vertx, configuration.data(), spool, configuration.mediaTtl(), clock);
    return new GatewayMedia(store, Optional.empty(), new Sweeper(vertx, store, spool));
  }

  Future<Void> close() {
    return bucket.isEmpty() ? Future.succeededFuture() : bucket.get().close();
  }
}
