package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.reference.PictureReferences;
import dev.pixelgate.function.reference.UrlPictures;
import dev.pixelgate.function.upload.FileUploads;
import dev.pixelgate.function.upload.UploadRules;
import dev.pixelgate.function.upload.UploadSweeper;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** What requests to a gateway may name in the place of a picture. */
final class GatewayUploads {
  private final FileUploads own;
  private final UploadSweeper sweeper;
  private final PictureReferences references;

  GatewayUploads(Vertx vertx, Configuration configuration, InstantSource clock) {
    UploadRules rules =
        UploadRules.of(configuration.limits().reference(), configuration.mediaTtl());
    this.own = new FileUploads(vertx, configuration.data(), rules, clock);
    this.sweeper = new UploadSweeper(vertx, own);
    this.references =
        new PictureReferences(
            own,
            new UrlPictures(
                vertx, configuration.inputs(), IntakeLimits.of(configuration.limits())));
  }

  PictureReferences references() {
    return references;
  }

  FileUploads own() {
    return own;
  }

  void start() {
    sweeper.start();
  }

  void stop() {
    sweeper.stop();
  }
}
