package dev.pixelgate.function.s3;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * With what requests are signed. Never printed.
 *
 * @param sessionToken of credentials that end by themselves
 */
public record S3Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
  /** Where they come from, each time that something is signed. */
  @FunctionalInterface
  public interface Source {
    /** Those that are good now; fails with an {@link S3Exception}. */
    Future<S3Credentials> now();
  }

  /** These, for ever. */
  public Source fixed() {
    return () -> Future.succeededFuture(this);
  }

  @Override
  public String toString() {
    return "***";
  }
}
