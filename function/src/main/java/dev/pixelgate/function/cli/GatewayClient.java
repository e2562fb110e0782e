package dev.pixelgate.function.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Speaks to a gateway over HTTP, as any client does. Blocking, like the command that uses it. */
final class GatewayClient implements AutoCloseable {
  /** A little more than a gateway's own limit of 10 min for a request. */
  private static final int IDLE_SECONDS = 660;

  private static final int CLOSING_SECONDS = 2;

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client =
      WebClient.create(
          vertx,
          new WebClientOptions()
              .setUserAgent("pixelgate/" + Build.version())
              .setFollowRedirects(false)
              .setConnectTimeout(5_000)
              .setIdleTimeout(IDLE_SECONDS));
  private final String base;
  private final Optional<String> key;

  private GatewayClient(String base, Optional<String> key) {
    this.base = base;
    this.key = key;
  }

  /** A client of the gateway at this URL, with this key there. */
  static GatewayClient of(URI gateway, Optional<String> key) {
    if (gateway.getScheme() == null || gateway.getHost() == null) {
      throw new WrongUseException("--gateway " + gateway + " is not an http or https URL");
    }
    return new GatewayClient(gateway.toString().replaceAll("/+$", ""), key);
  }

  /** The gateway's URL, without a slash at its end. */
  String base() {
    return base;
  }

  Vertx vertx() {
    return vertx;
  }

  HttpRequest<Buffer> get(String path) {
    return withKey(client.getAbs(base + path));
  }

  HttpRequest<Buffer> post(String path) {
    return withKey(client.postAbs(base + path));
  }

  /** Of a result, whose URL is its secret: no key is sent there, nor where that leads. */
  HttpRequest<Buffer> getMedia(String url) {
    return client.getAbs(url).followRedirects(true);
  }

  /** To a place for a picture, whose URL is its secret: no key is sent there. */
  HttpRequest<Buffer> putMedia(String url) {
    return client.putAbs(url);
  }

  private HttpRequest<Buffer> withKey(HttpRequest<Buffer> request) {
    key.ifPresent(request::bearerTokenAuthentication);
    return request;
  }

  /** The answer's JSON object; an empty one when there is nothing. */
  static JsonObject json(HttpResponse<Buffer> answer) {
    JsonObject body = answer.bodyAsJsonObject();
    return body == null ? new JsonObject() : body;
  }

  /** What a failure says, such as {@code 401 a key is needed}. */
  static String message(HttpResponse<Buffer> answer) {
    String type = Optional.ofNullable(answer.getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
    Object detail =
        type.contains("json") ? json(answer).getValue("detail") : answer.statusMessage();
    return answer.statusCode() + " " + said(detail);
  }

  /** A sentence, or those of a list of wrong fields. */
  private static String said(@Nullable Object detail) {
    return switch (detail) {
      case JsonObject facts -> String.valueOf(facts.getValue("msg"));
      case JsonArray fields -> fields.stream().map(GatewayClient::field).collect(joining("; "));
      case null, default -> String.valueOf(detail);
    };
  }

  private static String field(Object error) {
    if (error instanceof JsonObject one
        && one.getValue("loc") instanceof JsonArray place
        && !place.isEmpty()) {
      return place.getValue(place.size() - 1) + ": " + one.getValue("msg");
    }
    return String.valueOf(error);
  }

  /** Waits no longer than a moment: a host that reads nothing more keeps its connection open. */
  @Override
  public void close() {
    client.close();
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSING_SECONDS, SECONDS);
    } catch (TimeoutException | ExecutionException left) {
      // The process ends next.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
