package dev.pixelgate.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/**
 * The least that answers over Vert.x web: what a start costs without a gateway. Arguments: port, or
 * {@code train} for 500 requests of its own and the end, for {@code -XX:AOTCacheOutput}.
 */
public final class BareHello {
  private static final int TRAINING_REQUESTS = 500;

  private BareHello() {}

  /** Listens until it is killed, or trained. */
  public static void main(String[] arguments) {
    boolean training = arguments[0].equals("train");
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.get("/").handler(context -> context.response().end("hello"));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(training ? 0 : Integer.parseInt(arguments[0]), "127.0.0.1")
            .await();
    if (training) {
      for (int i = 0; i < TRAINING_REQUESTS; i++) {
        ask(vertx, server.actualPort()).await();
      }
      System.exit(0);
    }
  }

  private static Future<?> ask(Vertx vertx, int port) {
    return vertx
        .createHttpClient()
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send())
        .compose(response -> response.body());
  }
}
