package dev.pixelgate.function.training;

import dev.pixelgate.function.assembly.Blocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Sends requests to a gateway, one after the other, and holds each answer to its status. */
final class TrainingClient {
  private static final String BOUNDARY = "------------------------training5d8c";
  private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;
  private static final long TIMEOUT_MILLIS = 60_000;
  private static final long PAUSE_MILLIS = 10;

  private final WebClient client;
  private final String base;
  private final String key;

  TrainingClient(Vertx vertx, URI gateway, String key) {
    this.client = WebClient.create(vertx);
    this.base = gateway.toString();
    this.key = key;
  }

  HttpResponse<Buffer> get(int status, String path) throws IOException {
    return expect(status, request(HttpMethod.GET, base + path), Buffer.buffer());
  }

  /** Asks until the answer is this one: a server listens before its first discovery has begun. */
  void await(int status, String path) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    while (send(request(HttpMethod.GET, base + path), Buffer.buffer()).statusCode() != status) {
      if (System.nanoTime() - end > 0) {
        throw new IOException(path + " is not answered with " + status + " in a minute");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  HttpResponse<Buffer> post(int status, String path, String type, Buffer body) throws IOException {
    return expect(
        status, request(HttpMethod.POST, base + path).putHeader("Content-Type", type), body);
  }

  /** What a URL of the gateway's answer leads to; the URL is the secret. */
  HttpResponse<Buffer> media(int status, HttpMethod method, String url) throws IOException {
    return expect(status, request(method, url), Buffer.buffer());
  }

  /** An upscale of this PNG by this model; {@code header} is one more, with its value. */
  HttpResponse<Buffer> upscale(int status, String model, Buffer png, String... header)
      throws IOException {
    HttpRequest<Buffer> request =
        request(HttpMethod.POST, base + "/upscale").putHeader("Content-Type", FORM);
    for (int i = 0; i + 1 < header.length; i += 2) {
      request.putHeader(header[i], header[i + 1]);
    }
    return expect(status, request, form(model, png));
  }

  private HttpRequest<Buffer> request(HttpMethod method, String url) {
    return client.requestAbs(method, url).timeout(TIMEOUT_MILLIS).bearerTokenAuthentication(key);
  }

  private static Buffer form(String model, Buffer png) {
    return field("model_id", model)
        .appendBuffer(field("prompt", "sharp, detailed"))
        .appendString("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"image\"")
        .appendString("; filename=\"in.png\"\r\nContent-Type: image/png\r\n\r\n")
        .appendBuffer(png)
        .appendString("\r\n--" + BOUNDARY + "--\r\n");
  }

  private static Buffer field(String name, String value) {
    return Buffer.buffer("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
        .appendString(name + "\"\r\n\r\n" + value + "\r\n");
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request, Buffer body)
      throws IOException {
    try {
      return Blocking.join(request.sendBuffer(body));
    } catch (CompletionException e) {
      throw new IOException(request.uri() + " is not answered: " + e.getMessage(), e);
    }
  }

  private static HttpResponse<Buffer> expect(int status, HttpRequest<Buffer> request, Buffer body)
      throws IOException {
    HttpResponse<Buffer> answer = send(request, body);
    if (answer.statusCode() != status) {
      throw new IOException(
          "%s is answered with %d instead of %d: %s"
              .formatted(request.uri(), answer.statusCode(), status, answer.bodyAsString()));
    }
    return answer;
  }
}
