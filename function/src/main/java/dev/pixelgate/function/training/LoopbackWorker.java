package dev.pixelgate.function.training;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An ai-runner on the loopback interface that answers a black picture of four times the size: what
 * a gateway sees of an upscale is real, the picture is not.
 *
 * @param model what it says that it has loaded
 */
record LoopbackWorker(String model, String scheme, HttpServer server) {
  private static final int SCALE = 4;
  private static final String HOST = "127.0.0.1";

  /** Starts one on any free port; over TLS when there is a certificate for it. */
  static Future<LoopbackWorker> start(
      Vertx vertx, String model, Optional<LoopbackCertificate> certificate) {
    HttpServerOptions options = new HttpServerOptions().setHost(HOST).setPort(0);
    certificate.ifPresent(
        one ->
            options
                .setSsl(true)
                .setKeyCertOptions(
                    new PfxOptions()
                        .setPath(one.pair().toString())
                        .setPassword(LoopbackCertificate.PASSWORD)));
    HttpServer server = vertx.createHttpServer(options);
    LoopbackWorker worker =
        new LoopbackWorker(model, certificate.isPresent() ? "https" : "http", server);
    return server.requestHandler(worker::answer).listen().map(listening -> worker);
  }

  /** Its base, as a configuration names it. */
  String url() {
    return scheme + "://" + HOST + ":" + server.actualPort();
  }

  private void answer(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.GET)) {
      json(request, state(String.valueOf(request.path())));
    } else {
      request.body().onSuccess(form -> json(request, result(form)));
    }
  }

  private JsonObject state(String path) {
    return switch (path) {
      case "/health" -> new JsonObject().put("status", "OK");
      case "/version" ->
          new JsonObject()
              .put("pipeline", "upscale")
              .put("model_id", model)
              .put("version", "training");
      default -> new JsonObject();
    };
  }

  /** Of a form whose picture is a PNG: its size stands behind the name of its first chunk. */
  private static JsonObject result(Buffer form) {
    int header = form.toString(StandardCharsets.ISO_8859_1).indexOf("IHDR") + 4;
    Buffer png = TrainingPng.plain(SCALE * form.getInt(header), SCALE * form.getInt(header + 4));
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(png.getBytes());
    JsonObject image = new JsonObject().put("url", url).put("seed", 1).put("nsfw", false);
    return new JsonObject().put("images", new JsonArray().add(image));
  }

  private static void json(HttpServerRequest request, JsonObject answer) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(answer.toBuffer());
  }
}
