package dev.pixelgate.function.worker;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * An ai-runner's answer: JSON with the picture as a data URL. A spooled picture is encoded while it
 * is sent, with back-pressure, and never held whole.
 */
record DataUrlAnswer(long seed, boolean nsfw) {
  private static final String HEAD = "{\"images\":[{\"url\":\"data:image/png;base64,";

  /** A multiple of 3, so that no piece but the last ends in padding. */
  private static final int PIECE_BYTES = 48 * 1024;

  Future<Void> send(Vertx vertx, HttpServerResponse response, ResultFile picture) {
    long encoded = 4 * ((picture.size() + 2) / 3);
    byte[] tail = tail().getBytes(StandardCharsets.US_ASCII);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(
            HttpHeaders.CONTENT_LENGTH, Long.toString(HEAD.length() + encoded + tail.length));
    if (picture.file().isPresent()) {
      response.write(HEAD);
      return sendFile(vertx, response, picture.file().get())
          .compose(sent -> response.end(Buffer.buffer(tail)));
    }
    return response.end(
        Buffer.buffer(HEAD)
            .appendBytes(Base64.getEncoder().encode(picture.bytes()))
            .appendBytes(tail));
  }

  private String tail() {
    return "\",\"seed\":" + seed + ",\"nsfw\":" + nsfw + "}]}";
  }

  private static Future<Void> sendFile(Vertx vertx, HttpServerResponse response, Path file) {
    return vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
        .compose(open -> encode(open, response).eventually(open::close));
  }

  private static Future<Void> encode(AsyncFile file, HttpServerResponse response) {
    Promise<Void> done = Promise.promise();
    Pieces pieces = new Pieces(response);
    response.exceptionHandler(done::tryFail);
    response.closeHandler(gone -> done.tryFail("the client has gone"));
    file.setReadBufferSize(PIECE_BYTES);
    file.exceptionHandler(done::tryFail);
    file.handler(
        bytes -> {
          pieces.write(bytes);
          if (response.writeQueueFull()) {
            file.pause();
            response.drainHandler(drained -> file.resume());
          }
        });
    file.endHandler(
        end -> {
          pieces.end();
          done.tryComplete();
        });
    return done.future();
  }

  /** Cuts what is read into multiples of 3 bytes. */
  private static final class Pieces {
    private final HttpServerResponse response;
    private Buffer rest = Buffer.buffer();

    Pieces(HttpServerResponse response) {
      this.response = response;
    }

    void write(Buffer bytes) {
      Buffer all =
          rest.length() == 0 ? bytes : Buffer.buffer().appendBuffer(rest).appendBuffer(bytes);
      int whole = all.length() - all.length() % 3;
      rest = all.getBuffer(whole, all.length());
      send(all.getBytes(0, whole));
    }

    void end() {
      send(rest.getBytes());
    }

    private void send(byte[] piece) {
      if (piece.length > 0) {
        response.write(Buffer.buffer(Base64.getEncoder().encode(piece)));
      }
    }
  }
}
