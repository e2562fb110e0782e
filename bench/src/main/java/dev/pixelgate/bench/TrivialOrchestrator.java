package dev.pixelgate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;

/**
 * An orchestrator that does no work: reads a body to its end and answers the same 256x256 PNG as a
 * data URL, as ai-runner does. Arguments: port, bits of noise in the picture, and milliseconds that
 * it takes for an upscale (none).
 */
public final class TrivialOrchestrator {
  private static final int SIDE = 256;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Buffer answer;
  private final long millis;

  private TrivialOrchestrator(byte[] png, long millis) {
    this.millis = millis;
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    this.answer =
        Buffer.buffer("{\"images\":[{\"url\":\"" + url + "\",\"seed\":1,\"nsfw\":false}]}");
  }

  /** Listens until it is killed. */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    byte[] png = Pictures.png(SIDE, Integer.parseInt(arguments[1]));
    long millis = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
    TrivialOrchestrator orchestrator = new TrivialOrchestrator(png, millis);
    orchestrator
        .vertx
        .createHttpServer()
        .requestHandler(orchestrator::serve)
        .listen(port, "127.0.0.1")
        .await();
    System.out.println("orchestrator picture_bytes=" + png.length);
  }

  private void serve(HttpServerRequest request) {
    request.endHandler(
        read -> {
          if (millis == 0 || request.method().equals(HttpMethod.GET)) {
            answer(request);
          } else {
            vertx.setTimer(millis, worked -> answer(request));
          }
        });
  }

  private void answer(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(answer);
  }
}
