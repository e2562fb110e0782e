package dev.pixelgate.router.exchange;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why there was no answer, in words of ours: the libraries' messages hold addresses, paths and
 * parts of what was sent.
 */
public final class TransportFailure {
  private static final int DEEPEST = 8;

  private TransportFailure() {}

  /** A phrase after the seller's name. */
  public static String phrase(Throwable failure) {
    return switch (failure) {
      case ConnectException e -> "could not be reached: no connection";
      case UnknownHostException e -> "could not be reached: its host name is unknown";
      case TimeoutException e -> "could not be reached: no answer in time";
      case SSLException e -> "could not be reached: " + reason(e);
      case HttpClosedException e -> "closed the connection before its answer was complete";
      case StreamResetException e -> "broke off its answer";
      case IOException e -> "broke the connection (" + e.getClass().getSimpleName() + ")";
      case IllegalArgumentException e -> "answered something that is not HTTP";
      default -> "gave no usable answer (" + failure.getClass().getSimpleName() + ")";
    };
  }

  /** Of a handshake only our own refusal is told: it says what the operator can do. */
  private static String reason(SSLException failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof RefusedCertificateException refusal) {
        return String.valueOf(refusal.getMessage());
      }
    }
    return "TLS failed";
  }
}
