package dev.pixelgate.function.lambda;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Reads events of payload format 2.0, which function URLs and API Gateway's HTTP APIs have in
 * common (API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs").
 */
final class EventReader {
  /**
   * Those of one connection, those that are written anew here, and what only a proxy may say: the
   * server believes who comes through its socket.
   */
  private static final Set<String> DROPPED =
      Set.of(
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "proxy-connection",
          "expect",
          "content-length",
          "host",
          "cookie",
          "x-forwarded-host",
          "x-forwarded-proto");

  private EventReader() {}

  static EventReading read(Invocation invocation) {
    try {
      JsonObject event = new JsonObject(invocation.event());
      return isHttp(event)
          ? new EventReading.Request(request(event, invocation.id()))
          : new EventReading.Refused(refusal(event));
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return new EventReading.Refused("the event cannot be read: " + e.getMessage());
    }
  }

  private static boolean isHttp(JsonObject event) {
    return "2.0".equals(event.getValue("version"))
        && event.getValue("requestContext") instanceof JsonObject context
        && context.getValue("http") instanceof JsonObject;
  }

  private static String refusal(JsonObject event) {
    String what;
    if (event.getValue("requestContext") instanceof JsonObject context
        && context.containsKey("elb")) {
      what = "an Application Load Balancer's";
    } else if (event.containsKey("httpMethod")) {
      what = "API Gateway's in payload format 1.0 (set payload_format_version to 2.0)";
    } else if (event.getValue("requestContext") instanceof JsonObject context
        && context.containsKey("connectionId")) {
      what = "a WebSocket's";
    } else if (event.containsKey("Records")) {
      what = "a queue's, topic's or bucket's";
    } else {
      what = "no request";
    }
    return "this event is "
        + what
        + "; a function URL's or an HTTP API's in payload format 2.0 is needed";
  }

  private static HttpEvent request(JsonObject event, String id) {
    JsonObject context = event.getJsonObject("requestContext");
    String domain = context.getString("domainName", "");
    return new HttpEvent(
        method(context.getJsonObject("http").getString("method", "")),
        target(event, context),
        headers(event, domain, id),
        body(event),
        domain.contains(".lambda-url."));
  }

  private static HttpMethod method(String name) {
    if (!name.matches("[A-Z]{1,20}")) {
      throw new IllegalArgumentException("its method is \"" + name + "\"");
    }
    return HttpMethod.valueOf(name);
  }

  private static String target(JsonObject event, JsonObject context) {
    String path = withoutStage(event.getString("rawPath", "/"), context.getString("stage", ""));
    String query = event.getString("rawQueryString", "");
    return visible(query.isEmpty() ? path : path + "?" + query);
  }

  /** The path of a request to a stage with a name begins with that name. */
  private static String withoutStage(String path, String stage) {
    String prefix = "/" + stage;
    if (stage.isEmpty() || !(path.equals(prefix) || path.startsWith(prefix + "/"))) {
      return path.startsWith("/") ? path : "/" + path;
    }
    return path.length() == prefix.length() ? "/" : path.substring(prefix.length());
  }

  /** API Gateway decodes paths; a space or a line break in one would end the request's line. */
  private static String visible(String target) {
    StringBuilder safe = new StringBuilder(target.length());
    for (byte b : Buffer.buffer(target).getBytes()) {
      if (b > ' ' && b < 0x7f) {
        safe.append((char) b);
      } else {
        safe.append('%').append("%02X".formatted(b & 0xff));
      }
    }
    return safe.toString();
  }

  /** Values of one name come joined by commas, cookies apart from all. */
  private static MultiMap headers(JsonObject event, String domain, String id) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    JsonObject given =
        Objects.requireNonNullElseGet(event.getJsonObject("headers"), JsonObject::new);
    given.forEach(
        header -> {
          String name = header.getKey().toLowerCase(Locale.ROOT);
          if (!DROPPED.contains(name)) {
            headers.add(name, String.valueOf(header.getValue()));
          }
        });
    headers.set("host", domain.isEmpty() ? given.getString("host", "lambda") : domain);
    headers.set("x-forwarded-proto", "https");
    if (!headers.contains("x-request-id")) {
      headers.set("x-request-id", id);
    }
    String cookies = cookies(event, given);
    if (!cookies.isEmpty()) {
      headers.set("cookie", cookies);
    }
    return headers;
  }

  private static String cookies(JsonObject event, JsonObject headers) {
    List<String> cookies = new ArrayList<>();
    Objects.requireNonNullElseGet(event.getJsonArray("cookies"), JsonArray::new)
        .forEach(cookie -> cookies.add(String.valueOf(cookie)));
    return cookies.isEmpty() ? headers.getString("cookie", "") : String.join("; ", cookies);
  }

  private static Buffer body(JsonObject event) {
    String body = Objects.requireNonNullElse(event.getString("body"), "");
    return Boolean.TRUE.equals(event.getValue("isBase64Encoded"))
        ? Buffer.buffer(Base64.getDecoder().decode(body))
        : Buffer.buffer(body);
  }
}
