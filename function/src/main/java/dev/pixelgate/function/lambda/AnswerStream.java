package dev.pixelgate.function.lambda;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.WriteStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A chunked POST to the Runtime API on a connection of its own. Written by hand, since an answer
 * that breaks off says so in trailers, which Vert.x's client has none of.
 */
final class AnswerStream implements WriteStream<Buffer> {
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";
  private static final Buffer LINE_END = Buffer.buffer("\r\n");

  private final NetSocket socket;
  private final Buffer said = Buffer.buffer();
  private final Promise<Void> answered = Promise.promise();

  AnswerStream(NetSocket socket, HostAndPort api, String path, String contentType) {
    this.socket = socket;
    socket.handler(this::hear);
    socket.closeHandler(gone -> answered.tryFail("the Runtime API closed the connection"));
    socket.write(head(api, path, contentType));
  }

  private static String head(HostAndPort api, String path, String contentType) {
    return """
        POST %s HTTP/1.1\r
        Host: %s\r
        Content-Type: %s\r
        %s: streaming\r
        Trailer: %s, %s\r
        Transfer-Encoding: chunked\r
        Connection: close\r
        \r
        """
        .formatted(
            path, api, contentType, RuntimeApi.RESPONSE_MODE, RuntimeApi.ERROR_TYPE, ERROR_BODY);
  }

  /** The first line of the answer is all that counts. */
  private void hear(Buffer bytes) {
    said.appendBuffer(bytes);
    String text = said.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n");
    if (end < 0) {
      return;
    }
    String line = text.substring(0, end);
    if (line.startsWith("HTTP/1.1 20")) {
      answered.tryComplete();
    } else {
      answered.tryFail("the Runtime API says " + line);
    }
    socket.close();
  }

  @Override
  public Future<Void> write(Buffer piece) {
    if (piece.length() == 0) {
      return Future.succeededFuture();
    }
    socket.write(Integer.toHexString(piece.length()) + "\r\n");
    socket.write(piece);
    return socket.write(LINE_END);
  }

  /** Ends the answer; completes when Lambda has taken it. */
  @Override
  public Future<Void> end() {
    return socket.write("0\r\n\r\n").compose(sent -> answered.future());
  }

  /** Ends it with the word that it is not whole. */
  Future<Void> breakOff(RuntimeFailure failure) {
    String body = Base64.getEncoder().encodeToString(failure.json().toBuffer().getBytes());
    return socket
        .write(
            "0\r\n%s: %s\r\n%s: %s\r\n\r\n"
                .formatted(RuntimeApi.ERROR_TYPE, failure.type(), ERROR_BODY, body))
        .compose(sent -> answered.future());
  }

  @Override
  public AnswerStream exceptionHandler(@Nullable Handler<Throwable> handler) {
    socket.exceptionHandler(handler);
    return this;
  }

  @Override
  public AnswerStream setWriteQueueMaxSize(int maxSize) {
    socket.setWriteQueueMaxSize(maxSize);
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return socket.writeQueueFull();
  }

  @Override
  public AnswerStream drainHandler(@Nullable Handler<Void> handler) {
    socket.drainHandler(handler);
    return this;
  }
}
