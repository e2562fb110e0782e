package dev.pixelgate.function.training;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Random;

/**
 * What clients ask for, once around: upscales over HTTP and over TLS, small and spooled, bought,
 * quoted, repeated, from the cache, refused; the pages beside them; probes and metrics.
 */
record TrainingRequests(TrainingClient gateway, TrainingClient stranger, Random random) {
  /** Pixels to a side; a noisy PNG of it has 3 kB, which stays in memory. */
  private static final int SMALL = 32;

  /** A noisy PNG of it has 300 kB: more than the 256 KiB that stay in memory. */
  private static final int SPOOLED = 320;

  private static final String JSON = "application/json";

  /** One round; nothing in it is equal to anything of another round. */
  void round() throws IOException {
    probe();
    buy();
    quote();
    refuse();
    gateway.get(200, "/metrics");
  }

  private void probe() throws IOException {
    gateway.get(200, "/health");
    gateway.get(200, "/health/live");
    gateway.get(200, "/health/ready");
    gateway.get(200, "/v1/prices?width=640&height=480");
    gateway.get(200, "/.well-known/jwks.json");
    gateway.get(200, "/openapi.json");
  }

  private void buy() throws IOException {
    Buffer small = TrainingPng.noise(SMALL, SMALL, random);
    HttpResponse<Buffer> bought =
        gateway.upscale(200, Training.PLAIN_MODEL, small, "Pixelgate-Max-Price", "2e-8 USD/px");
    String id = Objects.requireNonNull(bought.getHeader("Pixelgate-Request-Id"));
    gateway.get(200, "/v1/decisions/" + id);
    gateway.get(200, "/v1/receipts/" + id);
    gateway.media(200, HttpMethod.GET, url(bought));
    gateway.media(200, HttpMethod.HEAD, url(bought));
    gateway.upscale(200, Training.PLAIN_MODEL, small); // from the cache
    gateway.upscale(
        200,
        Training.SECURE_MODEL,
        TrainingPng.noise(SPOOLED, SPOOLED, random),
        "X-Request-Id",
        id);
    Buffer again = TrainingPng.noise(SMALL, 2 * SMALL, random);
    for (int i = 0; i < 2; i++) {
      gateway.upscale(200, Training.SECURE_MODEL, again, "Idempotency-Key", id);
    }
    gateway.get(200, "/v1/account");
  }

  private void quote() throws IOException {
    JsonObject job =
        new JsonObject()
            .put("pipeline", "upscale")
            .put("model_id", Training.PLAIN_MODEL)
            .put("width", SMALL)
            .put("height", SMALL)
            .put("images", 1);
    HttpResponse<Buffer> quoted = gateway.post(200, "/v1/quotes", JSON, job.toBuffer());
    String quote = json(quoted).getString("quote");
    Buffer picture = TrainingPng.noise(SMALL, SMALL, random);
    gateway.upscale(200, Training.PLAIN_MODEL, picture, "Pixelgate-Quote", quote);
  }

  private void refuse() throws IOException {
    Buffer picture = TrainingPng.noise(SMALL, SMALL, random);
    gateway.upscale(402, Training.PLAIN_MODEL, picture, "Pixelgate-Max-Charge", "0.000000001 USD");
    gateway.upscale(400, "training/unknown", picture);
    gateway.upscale(400, Training.PLAIN_MODEL, Buffer.buffer("no picture"));
    gateway.get(404, "/nowhere");
    stranger.upscale(401, Training.PLAIN_MODEL, picture);
  }

  private static String url(HttpResponse<Buffer> answer) {
    return json(answer).getJsonArray("images").getJsonObject(0).getString("url");
  }

  private static JsonObject json(HttpResponse<Buffer> answer) {
    return Objects.requireNonNull(answer.bodyAsJsonObject());
  }
}
