package dev.pixelgate.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Many ai-runners that do no work, each on a port of its own, with TLS: they answer {@code
 * /health}, {@code /version} and {@code /hardware/info}. Arguments: how many, a PKCS12 key store,
 * its password. Prints the ports on one line.
 */
public final class RunnerFleet {
  private RunnerFleet() {}

  /** Listens until it is killed. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setSsl(true)
            .setKeyCertOptions(new PfxOptions().setPath(arguments[1]).setPassword(arguments[2]));
    List<Future<HttpServer>> servers = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      servers.add(vertx.createHttpServer(options).requestHandler(RunnerFleet::answer).listen(0));
    }
    Future.all(servers).await();
    StringBuilder ports = new StringBuilder("ports");
    servers.forEach(server -> ports.append(' ').append(server.result().actualPort()));
    System.out.println(ports);
  }

  private static void answer(HttpServerRequest request) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(
            "/health".equals(request.path())
                ? "{\"status\":\"OK\"}"
                : "{\"pipeline\":\"upscale\",\"model_id\":\"some/model\",\"version\":\"1\"}");
  }
}
