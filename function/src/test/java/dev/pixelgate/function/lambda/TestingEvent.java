package dev.pixelgate.function.lambda;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Locale;

/** A request as a function URL hands it on, after the example in Lambda's developer guide. */
final class TestingEvent {
  static final String DOMAIN = "abcdefg.lambda-url.eu-west-1.on.aws";

  private final JsonObject json;

  private TestingEvent(JsonObject json) {
    this.json = json;
  }

  static TestingEvent of(String method, String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    JsonObject http =
        new JsonObject()
            .put("method", method)
            .put("path", path)
            .put("protocol", "HTTP/1.1")
            .put("sourceIp", "203.0.113.9")
            .put("userAgent", "agent");
    JsonObject context =
        new JsonObject()
            .put("accountId", "anonymous")
            .put("apiId", "abcdefg")
            .put("domainName", DOMAIN)
            .put("domainPrefix", "abcdefg")
            .put("http", http)
            .put("requestId", "id")
            .put("routeKey", "$default")
            .put("stage", "$default")
            .put("time", "12/Mar/2020:19:03:58 +0000")
            .put("timeEpoch", 1583348638390L);
    return new TestingEvent(
        new JsonObject()
            .put("version", "2.0")
            .put("routeKey", "$default")
            .put("rawPath", path)
            .put("rawQueryString", query)
            .put(
                "headers",
                new JsonObject()
                    .put("host", DOMAIN)
                    .put("x-forwarded-for", "203.0.113.9")
                    .put("x-forwarded-port", "443")
                    .put("x-forwarded-proto", "https"))
            .put("requestContext", context)
            .put("isBase64Encoded", false));
  }

  TestingEvent header(String name, String value) {
    json.getJsonObject("headers").put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  TestingEvent cookies(String... cookies) {
    json.put("cookies", JsonArray.of((Object[]) cookies));
    return this;
  }

  TestingEvent body(String text) {
    json.put("body", text);
    return this;
  }

  TestingEvent body(byte[] bytes) {
    json.put("body", Base64.getEncoder().encodeToString(bytes)).put("isBase64Encoded", true);
    return this;
  }

  /** As an HTTP API hands it on, from a stage of this name. */
  TestingEvent fromHttpApi(String stage) {
    JsonObject context = json.getJsonObject("requestContext");
    context.put("domainName", "id.execute-api.eu-west-1.amazonaws.com").put("stage", stage);
    json.put("rawPath", "/" + stage + json.getString("rawPath"));
    return this;
  }

  String encode() {
    return json.encode();
  }
}
