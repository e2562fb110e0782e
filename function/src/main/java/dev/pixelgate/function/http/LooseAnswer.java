package dev.pixelgate.function.http;

import dev.pixelgate.router.LooseMedia;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An answer with the picture in it, as a data URL. It is encoded while it is sent, a piece when the
 * piece before has left, and never held whole.
 *
 * @param before the body up to the base64
 * @param after the body from there on
 */
record LooseAnswer(LooseMedia picture, String before, String after) {
  /** A multiple of 3, so that no piece but the last ends in padding. */
  private static final int PIECE_BYTES = 48 * 1024;

  /** Sends the body and gives the picture up. Fails when the client goes meanwhile. */
  Future<Void> send(HttpServerResponse response) {
    long encoded = 4 * ((picture.size() + 2) / 3);
    response.putHeader(
        HttpHeaders.CONTENT_LENGTH, Long.toString(before.length() + encoded + after.length()));
    return response
        .write(ascii(before))
        .compose(begun -> pieces(response, 0))
        .compose(sent -> response.end(ascii(after)))
        .eventually(picture::discard);
  }

  private Future<Void> pieces(HttpServerResponse response, long position) {
    if (position >= picture.size()) {
      return Future.succeededFuture();
    }
    return picture
        .read(position, PIECE_BYTES)
        .compose(
            piece -> response.write(Buffer.buffer(Base64.getEncoder().encode(piece.getBytes()))))
        .compose(sent -> pieces(response, position + PIECE_BYTES));
  }

  private static Buffer ascii(String text) {
    return Buffer.buffer(text.getBytes(StandardCharsets.US_ASCII));
  }
}
