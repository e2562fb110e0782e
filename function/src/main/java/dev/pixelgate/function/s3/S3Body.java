package dev.pixelgate.function.s3;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
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
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    /** As fast as the connection takes it; the file is closed by its end, or by a failure. */
    @Override
    public Future<HttpClientResponse> send(Vertx vertx, HttpClientRequest request) {
      return vertx
          .fileSystem()
          .open(path.toString(), new OpenOptions().setWrite(false).setCreate(false))
          .compose(file -> request.send(file).onFailure(broken -> file.close()));
    }
  }
}
