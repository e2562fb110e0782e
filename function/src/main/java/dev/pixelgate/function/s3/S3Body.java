package dev.pixelgate.function.s3;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.Pipe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is put into a bucket: it is read for its hash, and once for each try. */
public sealed interface S3Body {
  /** No bytes. */
  S3Body NONE = new Bytes(Buffer.buffer());

  /** In bytes. */
  long size();

  /** For the hash. Blocking. */
  InputStream open() throws IOException;

  /** Sends it; the request's length is set. */
  Future<HttpClientResponse> send(Vertx vertx, HttpClientRequest request);

  /** A few bytes in memory, which nobody changes any more. */
  record Bytes(Buffer bytes) implements S3Body {
    @Override
    public long size() {
      return bytes.length();
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes.getBytes());
    }

    @Override
    public Future<HttpClientResponse> send(Vertx vertx, HttpClientRequest request) {
      return size() == 0 ? request.send() : request.send(bytes);
    }
  }

  /** A file that stays as it is until it is put. */
  record File(Path path, long size) implements S3Body {
    private static final long HTTP2_CANCEL = 8;
    private static final int FIRST_REFUSAL = 300;

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    /** As fast as the connection takes it; the file is closed when there is an end, of any kind. */
    @Override
    public Future<HttpClientResponse> send(Vertx vertx, HttpClientRequest request) {
      return vertx
          .fileSystem()
          .open(path.toString(), new OpenOptions().setWrite(false).setCreate(false))
          .compose(file -> send(file, request));
    }

    /**
     * A server that refuses it may do so before it has taken everything. Such a connection is of no
     * use any more, and Vert.x would use it again: resetting closes none whose answer has ended.
     */
    private static Future<HttpClientResponse> send(AsyncFile file, HttpClientRequest request) {
      Pipe<Buffer> pipe = file.pipe().endOnFailure(false);
      Future<Void> sent = pipe.to(request);
      Future<Boolean> taken =
          request
              .response()
              .compose(response -> response.end().map(response.statusCode() < FIRST_REFUSAL));
      sent.onComplete(over -> close(file))
          .onFailure(
              broken -> {
                if (taken.isComplete()) {
                  request.connection().close();
                } else {
                  request.reset(HTTP2_CANCEL, broken);
                }
              });
      // One that was taken may still be about to hear that nothing follows.
      taken
          .otherwise(false)
          .onSuccess(
              all -> {
                if (!all && !sent.isComplete()) {
                  pipe.close();
                }
              });
      return request.response();
    }

    /** Nobody hears of what was being read. */
    private static void close(AsyncFile file) {
      file.exceptionHandler(read -> {});
      file.close();
    }
  }
}
