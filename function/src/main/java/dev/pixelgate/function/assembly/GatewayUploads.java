package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.reference.PictureReferences;
import dev.pixelgate.function.reference.UrlPictures;
import dev.pixelgate.function.s3.S3Client;
import dev.pixelgate.function.upload.FileUploads;
import dev.pixelgate.function.upload.S3Uploads;
import dev.pixelgate.function.upload.UploadRules;
import dev.pixelgate.function.upload.UploadStore;
import dev.pixelgate.function.upload.UploadSweeper;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What requests to a gateway may name in the place of a picture.
 *
 * @param own where uploads lie in the data folder
 * @param sweeper of those; a bucket removes by itself what is over
 */
record GatewayUploads(
    PictureReferences references, Optional<FileUploads> own, Optional<UploadSweeper> sweeper) {
  static GatewayUploads of(
      Vertx vertx, Configuration configuration, Optional<S3Client> bucket, InstantSource clock) {
    UrlPictures urls =
        new UrlPictures(vertx, configuration.inputs(), IntakeLimits.of(configuration.limits()));
    if (bucket.isPresent()) {
      UploadRules rules = UploadRules.inBucket(configuration.limits(), configuration.mediaTtl());
      UploadStore uploads = new S3Uploads(bucket.get(), rules, clock);
      return new GatewayUploads(
          new PictureReferences(uploads, urls), Optional.empty(), Optional.empty());
    }
    UploadRules rules = UploadRules.of(configuration.limits(), configuration.mediaTtl());
    FileUploads own = new FileUploads(vertx, configuration.data(), rules, clock);
    return new GatewayUploads(
        new PictureReferences(own, urls),
        Optional.of(own),
        Optional.of(new UploadSweeper(vertx, own)));
  }

  void start() {
    sweeper.ifPresent(UploadSweeper::start);
  }

  void stop() {
    sweeper.ifPresent(UploadSweeper::stop);
  }
}
