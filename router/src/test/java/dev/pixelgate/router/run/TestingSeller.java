package dev.pixelgate.router.run;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** An orchestrator on a port of its own that is broken in one way, or not. */
final class TestingSeller {
  /** In which way. */
  enum Kind {
    DEAD(Kind::never),
    ERROR(request -> request.response().setStatusCode(500).end("Internal Server Error")),
    RESET(request -> request.connection().close()),
    HANGING(Kind::never),
    SLOW(Kind::dribble),
    RUBBISH(request -> json(request).end("{\"images\": [{\"url\": 7, \"seed\": \"?")),
    HALF_SIZE(request -> json(request).end(answer(png(2 * SIDE)))),
    TRUNCATED(request -> json(request).end(answer(Arrays.copyOf(PICTURE, PICTURE.length - 20)))),
    HTML(request -> request.response().end("<html><body>It works!</body></html>")),
    HONEST(request -> json(request).end(answer(PICTURE)));

    private final Handler<HttpServerRequest> way;

    Kind(Handler<HttpServerRequest> way) {
      this.way = way;
    }

    private static void never(HttpServerRequest request) {}

    /** The head at once, then a byte of the right answer every half second. */
    private static void dribble(HttpServerRequest request) {
      Vertx vertx = Vertx.currentContext().owner();
      String whole = answer(PICTURE);
      HttpServerResponse response = json(request).setChunked(true);
      AtomicInteger sent = new AtomicInteger();
      long timer =
          vertx.setPeriodic(
              500, t -> response.write(whole.substring(sent.get(), sent.incrementAndGet())));
      response.closeHandler(closed -> vertx.cancelTimer(timer));
      response.exceptionHandler(broken -> vertx.cancelTimer(timer));
    }
  }

  /** The sides of the picture that is sent, in pixels. */
  static final int SIDE = 16;

  /** The right answer. */
  static final byte[] PICTURE = png(4 * SIDE);

  final Kind kind;
  final URI url;
  private final AtomicInteger asked;

  private TestingSeller(Kind kind, URI url, AtomicInteger asked) {
    this.kind = kind;
    this.url = url;
    this.asked = asked;
  }

  static Future<TestingSeller> start(Vertx vertx, Kind kind) {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  request.body().onSuccess(body -> kind.way.handle(request));
                });
    return server
        .listen(0)
        .compose(
            listening -> {
              URI url = URI.create("http://127.0.0.1:" + listening.actualPort());
              TestingSeller seller = new TestingSeller(kind, url, asked);
              return kind == Kind.DEAD
                  ? server.close().map(seller)
                  : Future.succeededFuture(seller);
            });
  }

  String name() {
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** How many requests reached it. */
  int asked() {
    return asked.get();
  }

  /** A PNG with noise in it: its data is cut when its file is. */
  static byte[] png(int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, 0x9e3779b9 * (x + side * y + 1));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Buffer input() {
    return Buffer.buffer(png(SIDE));
  }

  private static HttpServerResponse json(HttpServerRequest request) {
    return request.response().putHeader("Content-Type", "application/json");
  }

  private static String answer(byte[] png) {
    return "{\"images\":[{\"url\":\"data:image/png;base64,%s\",\"seed\":1,\"nsfw\":false}]}"
        .formatted(Base64.getEncoder().encodeToString(png));
  }
}
