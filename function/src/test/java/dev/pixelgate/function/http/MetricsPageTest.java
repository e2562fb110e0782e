package dev.pixelgate.function.http;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.config.MetricsAccess;
import dev.pixelgate.function.store.Keyring;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code GET /metrics}, whatever it says. */
class MetricsPageTest {
  private static final Access ANYBODY =
      new Access(() -> new Keyring(Map.of(), Map.of(), false), Optional.empty(), true);

  /** The first time the JVM's management beans are begun for it. */
  @Test
  void isMadeOnAWorker() {
    Vertx vertx = Vertx.vertx();
    try {
      Router router = Router.router(vertx);
      new Pages(
              new Lifecycle(1),
              ANYBODY,
              MetricsAccess.OPEN,
              () -> Context.isOnEventLoopThread() ? "on a loop" : "beside")
          .mount(router);
      HttpServer server =
          join(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
      TestingAnswer answer = TestingClient.get(server.actualPort(), "/metrics");
      assertEquals("beside", answer.text());
      assertEquals(200, answer.status());
    } finally {
      join(vertx.close());
    }
  }
}
