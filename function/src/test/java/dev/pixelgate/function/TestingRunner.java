package dev.pixelgate.function;

import dev.pixelgate.function.assembly.Blocking;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An ai-runner that answers with a plain picture of the right size, or as it is told. */
public final class TestingRunner implements AutoCloseable {
  /** A request that arrived whole. */
  public record Received(HttpServerRequest request, byte[] body) {
    /** The body as text, one character a byte. */
    public String text() {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Received> arrivals = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile Handler<Received> behaviour = TestingRunner::serve;
  private volatile Handler<Received> asked = TestingRunner::knowsNoSuchPath;

  private TestingRunner(HttpServerOptions options) {
    server = vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0));
    server.requestHandler(request -> request.body().onSuccess(body -> arrived(request, body)));
    Blocking.join(server.listen());
  }

  /** One that serves. */
  public static TestingRunner start() {
    return new TestingRunner(new HttpServerOptions());
  }

  /** One that serves over TLS with the {@link TestingCertificate} of this folder. */
  public static TestingRunner startSecure(Path folder) {
    PemKeyCertOptions pair =
        new PemKeyCertOptions()
            .addCertPath(folder.resolve("cert.pem").toString())
            .addKeyPath(folder.resolve("key.pem").toString());
    return new TestingRunner(new HttpServerOptions().setSsl(true).setKeyCertOptions(pair));
  }

  private void arrived(HttpServerRequest request, Buffer body) {
    Received one = new Received(request, body.getBytes());
    if (request.method() == HttpMethod.GET) {
      asked.handle(one);
      return;
    }
    received.add(one);
    arrivals.add(one);
    behaviour.handle(one);
  }

  /** From now on it answers so when it is asked how it is and what it has. */
  public TestingRunner isAsked(Handler<Received> what) {
    asked = what;
    return this;
  }

  private static void knowsNoSuchPath(Received one) {
    one.request().response().setStatusCode(404).end();
  }

  /** From now on it behaves so. */
  public TestingRunner does(Handler<Received> what) {
    behaviour = what;
    return this;
  }

  /** From now on it answers so. */
  public TestingRunner answers(int status, String json) {
    return does(
        one ->
            one.request()
                .response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json));
  }

  /** From now on it never answers. */
  public TestingRunner hangs() {
    return does(one -> {});
  }

  /** From now on it serves again. */
  public TestingRunner serves() {
    return does(TestingRunner::serve);
  }

  /** Answers as one that serves. */
  static void serve(Received one) {
    int header = one.text().indexOf("IHDR") + 4;
    Buffer bytes = Buffer.buffer(one.body());
    byte[] png = TestingPng.plain(4 * bytes.getInt(header), 4 * bytes.getInt(header + 4));
    one.request().response().putHeader("Content-Type", "application/json").end(success(png, 7));
  }

  /** An ai-runner's answer with this picture. */
  public static String success(byte[] png, long seed) {
    return "{\"images\":[{\"url\":\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png)
        + "\",\"seed\":"
        + seed
        + ",\"nsfw\":false}]}";
  }

  /** Every job since the start. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** The next job, waited for. */
  public Received next() {
    try {
      Received one = arrivals.poll(20, TimeUnit.SECONDS);
      if (one == null) {
        throw new AssertionError("no job came within 20 s");
      }
      return one;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Forgets what came. */
  public TestingRunner forget() {
    received.clear();
    arrivals.clear();
    return serves();
  }

  /** Its base, as a configuration names it. */
  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** As an entry of {@code orchestrators}, with one offer of the default model. */
  public String entry(String name, String price) {
    return "{ name: %s, url: \"%s\", kind: ai-runner, offers: [ { pipeline: upscale, model: %s, price: %s } ] }"
        .formatted(name, url(), TestingServer.MODEL, price);
  }

  @Override
  public void close() {
    Blocking.join(vertx.close());
  }
}
