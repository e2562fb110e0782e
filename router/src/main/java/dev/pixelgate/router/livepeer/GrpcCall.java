package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.Destination;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One question to an orchestrator over gRPC, on a stream of its own: a message there, a message
 * back, within a time and up to a size. HTTP/2, a frame of 5 bytes and two trailers are all of gRPC
 * that this needs. Confined to one event loop.
 */
final class GrpcCall {
  /** A real answer has some kilobytes; 256 models with long names would have 80. */
  static final int MOST_BYTES = 256 << 10;

  private static final int OK = 200;

  private final HttpClient client;
  private final String method;
  private final RequestOptions options;
  private final Buffer body;
  private final Promise<GrpcAnswer> answer = Promise.promise();
  private final GrpcFrame frame = new GrpcFrame(MOST_BYTES);
  private boolean mayRepeat = true;
  private boolean whole;

  private GrpcCall(HttpClient client, String method, RequestOptions options, Buffer body) {
    this.client = client;
    this.method = method;
    this.options = options;
    this.body = body;
  }

  /**
   * Asks; never fails. A stream that was given up is reset; one whose connection was lost before
   * the answer is put again, once.
   *
   * @param client speaks HTTP/2: by ALPN, or from the first byte where there is no TLS
   * @param method such as {@code net.Orchestrator/GetOrchestrator}
   * @param timeout for all of it, connecting included
   */
  static Future<GrpcAnswer> ask(
      Vertx vertx,
      HttpClient client,
      Destination.Allowed to,
      String method,
      byte[] message,
      Duration timeout) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setSsl(to.origin().tls())
            .setServer(to.address())
            .setHost(to.origin().hostHeader())
            .setPort(to.origin().port())
            .setFollowRedirects(false)
            .setConnectTimeout(Math.max(1, timeout.toMillis()))
            .setURI("/" + method)
            .putHeader("content-type", "application/grpc")
            .putHeader("te", "trailers")
            .putHeader("user-agent", "pixelgate");
    return new GrpcCall(client, method, options, GrpcFrame.of(message)).start(vertx);
  }

  private Future<GrpcAnswer> start(Vertx vertx) {
    long timer =
        vertx.setTimer(options.getConnectTimeout(), late -> broken(new TimeoutException()));
    new Attempt().start();
    return answer.future().onComplete(ended -> vertx.cancelTimer(timer));
  }

  /** One stream, until it has an answer. A failure may be told in several ways, and counts once. */
  private final class Attempt {
    private boolean over;

    void start() {
      client.request(options).onSuccess(this::send).onFailure(this::failed);
    }

    private void send(HttpClientRequest request) {
      answer.future().onComplete(ended -> giveUp(request));
      if (!answer.future().isComplete()) {
        request.exceptionHandler(this::failed);
        request.send(body).onSuccess(this::answered).onFailure(this::failed);
      }
    }

    private void answered(HttpClientResponse response) {
      over = true;
      read(response);
    }

    private void failed(Throwable failure) {
      if (over) {
        return;
      }
      over = true;
      if (mayRepeat && isLoss(failure)) {
        mayRepeat = false;
        new Attempt().start();
      } else {
        broken(failure);
      }
    }
  }

  /**
   * Whether the connection was gone, such as one that was kept from before the orchestrator's
   * restart. Whoever lets us not connect, or ends the stream, has said what he has to say.
   */
  private static boolean isLoss(Throwable failure) {
    return !(failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof TimeoutException
        || failure instanceof SSLException
        || failure instanceof StreamResetException);
  }

  private void giveUp(HttpClientRequest request) {
    if (!whole) {
      request.reset();
    }
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(this::broken);
    if (response.statusCode() != OK) {
      fail("answered %d to %s".formatted(response.statusCode(), method));
    } else if (!isGrpc(response.getHeader("content-type"))) {
      fail("answered something that is not gRPC");
    } else {
      response
          .handler(chunk -> frame.take(chunk).ifPresent(this::fail))
          .endHandler(end -> end(response));
    }
  }

  private static boolean isGrpc(@Nullable String type) {
    return type != null
        && (type.equals("application/grpc") || type.startsWith("application/grpc+"));
  }

  private void end(HttpClientResponse response) {
    whole = true;
    GrpcStatus.of(response.trailers())
        .or(() -> GrpcStatus.of(response.headers()))
        .ifPresentOrElse(this::end, () -> fail("ended its answer without a gRPC status"));
  }

  private void end(GrpcStatus status) {
    if (status.code() != 0) {
      answer.tryComplete(new GrpcAnswer.Refused(status));
    } else {
      frame
          .message()
          .ifPresentOrElse(
              message -> answer.tryComplete(new GrpcAnswer.Message(message)),
              () -> fail("ended its answer without a whole message"));
    }
  }

  private void fail(String problem) {
    answer.tryComplete(new GrpcAnswer.Failed(problem));
  }

  private void broken(Throwable failure) {
    answer.tryComplete(GrpcAnswer.Failed.of(failure));
  }
}
