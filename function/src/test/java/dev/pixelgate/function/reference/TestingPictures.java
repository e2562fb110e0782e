package dev.pixelgate.function.reference;

import dev.pixelgate.function.TestingCertificate;
import dev.pixelgate.function.assembly.Blocking;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of pictures over https, on a port of its own, that answers as it is told. */
public final class TestingPictures implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private final HttpServer server;
  private final List<HttpServerRequest> asked = new CopyOnWriteArrayList<>();
  private volatile Handler<HttpServerRequest> behaviour = request -> status(request, 404);

  private TestingPictures(Path folder) {
    this.folder = folder;
    PemKeyCertOptions pair =
        new PemKeyCertOptions()
            .addCertPath(folder.resolve("cert.pem").toString())
            .addKeyPath(folder.resolve("key.pem").toString());
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setSsl(true)
            .setSni(true)
            .setKeyCertOptions(pair);
    server = vertx.createHttpServer(options).requestHandler(this::handle);
    Blocking.join(server.listen());
  }

  /** Starts one; its certificate is made in this folder, which must exist. */
  public static TestingPictures start(Path folder) throws Exception {
    TestingCertificate.make(folder);
    return new TestingPictures(folder);
  }

  private void handle(HttpServerRequest request) {
    asked.add(request);
    behaviour.handle(request);
  }

  /** From now on it behaves so. */
  public TestingPictures does(Handler<HttpServerRequest> what) {
    behaviour = what;
    return this;
  }

  /** From now on it gives these bytes. */
  public TestingPictures gives(byte[] picture) {
    return does(request -> request.response().end(Buffer.buffer(picture)));
  }

  /** Ends an answer without a body. */
  public static void status(HttpServerRequest request, int status) {
    request.response().setStatusCode(status).end();
  }

  /** Sends whoever asks there. */
  public static void redirect(HttpServerRequest request, int status, String location) {
    request.response().setStatusCode(status).putHeader("Location", location).end();
  }

  /** Every request since the start. */
  public List<HttpServerRequest> asked() {
    return List.copyOf(asked);
  }

  /** Its port. */
  public int port() {
    return server.actualPort();
  }

  /** A URL on it. */
  public String url(String path) {
    return "https://localhost:" + port() + path;
  }

  /** The authority of its certificate, a PEM file. */
  public Path authority() {
    return folder.resolve("cert.pem");
  }

  /** The lines of a configuration that allow it. */
  public String inputs() {
    return "inputs: { https: [ \"localhost:%d\" ], allow-private: true, ca: \"%s\" }\n"
        .formatted(port(), authority());
  }

  @Override
  public void close() {
    Blocking.join(vertx.close());
  }
}
