package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.TransportFailure;
import io.vertx.core.buffer.Buffer;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of a question over gRPC. */
sealed interface GrpcAnswer {
  /** The message, whole; not yet parsed. */
  record Message(Buffer bytes) implements GrpcAnswer {}

  /** It would not. */
  record Refused(GrpcStatus status) implements GrpcAnswer {}

  /**
   * No usable answer.
   *
   * @param problem a phrase after the name of who was asked
   * @param distrusted whether it is because of a certificate
   */
  record Failed(String problem, boolean distrusted) implements GrpcAnswer {
    private static final int DEEPEST = 8;

    /** Not because of a certificate. */
    Failed(String problem) {
      this(problem, false);
    }

    /** Because of this. */
    static Failed of(Throwable failure) {
      boolean distrusted =
          Stream.<@Nullable Throwable>iterate(
                  failure, cause -> cause == null ? null : cause.getCause())
              .limit(DEEPEST)
              .anyMatch(CertificateException.class::isInstance);
      return new Failed(TransportFailure.phrase(failure), distrusted);
    }
  }
}
