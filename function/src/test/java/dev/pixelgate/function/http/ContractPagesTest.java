package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.cli.Build;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code /openapi.json} says what is there, nothing more and nothing less; {@code /docs} shows it.
 */
class ContractPagesTest {
  private static final Set<String> BUILT =
      Set.of(
          "post /upscale",
          "get /stream/{session}/{name}",
          "head /stream/{session}/{name}",
          "delete /stream/{session}/{name}",
          "get /v1/prices",
          "post /v1/quotes",
          "post /v1/uploads",
          "put /v1/uploads/{id}",
          "get /.well-known/jwks.json",
          "get /v1/decisions/{id}",
          "get /v1/receipts/{id}",
          "get /v1/account",
          "get /health",
          "get /health/live",
          "get /health/ready",
          "get /metrics",
          "get /openapi.json",
          "get /docs");

  private static TestingRunner runner;
  private static TestingServer gateway;
  private static JsonObject document;

  @BeforeAll
  static void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    String jpegOnly = "1.0e-8 USD/px, formats: [ jpeg ]";
    gateway =
        TestingServer.gateway(
            folder,
            "",
            runner.entry("r", "1.0e-8 USD/px"),
            runner.entry("j", jpegOnly),
            runner.entry("k", jpegOnly).replace(TestingServer.MODEL, "jpeg/only"));
    document = TestingClient.get(gateway.port(), "/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  @AfterEach
  void serveAgain() {
    runner.serves();
  }

  @Test
  void listsEveryRouteThatIsBuilt() {
    Set<String> listed = new TreeSet<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        if (!method.equals("parameters")) {
          listed.add(method + " " + path);
        }
      }
    }

    assertEquals(new TreeSet<>(BUILT), listed);
    assertEquals("3.1.0", document.getString("openapi"));
    assertEquals(Build.version(), document.getJsonObject("info").getString("version"));
  }

  @Test
  void everyRouteItListsIsThere() {
    TestingAnswer sold = upscale(16);
    String picture = sold.image().getString("url").replaceAll("^http://[^/]+", "");
    String request = sold.header("Pixelgate-Request-Id").orElseThrow();
    for (String route : BUILT) {
      String method = route.split(" ")[0].toUpperCase(Locale.ROOT);
      String path =
          route
              .split(" ")[1]
              .replace("/stream/{session}/{name}", picture)
              .replace("/v1/uploads/{id}", URI.create(upload().getString("url")).getRawPath())
              .replace("{id}", request);
      int status = TestingClient.once(gateway.port(), method, path).status();
      boolean deleted = status == 404 && path.equals(picture);
      assertTrue(deleted || (status != 404 && status != 405), route + " answered " + status);
    }
  }

  @Test
  void namesEveryHeaderAndCodeOfAnAnswer() {
    JsonObject responses = operation().getJsonObject("responses");
    JsonObject headers = responses.getJsonObject("200").getJsonObject("headers");
    for (String line : upscale(16).head()) {
      String name = line.split(":")[0];
      if (name.startsWith("Pixelgate-") || name.equals("Server-Timing")) {
        assertTrue(headers.containsKey(name), name);
      }
    }
    for (String status :
        List.of("400", "401", "402", "408", "413", "415", "422", "500", "502", "503", "504")) {
      assertTrue(responses.containsKey(status), status);
    }
  }

  @Test
  void successIsOfItsSchema() {
    assertConforms(upscale(16), "200");
  }

  @Test
  void failuresAreOfTheirSchemas() {
    assertConforms(
        TestingClient.upscale(gateway.port(), new TestingForm().text("seed", "x")), "422");
    assertConforms(upscale(9000), "413");
    TestingForm form = TestingForm.of(TestingPng.plain(9, 9));
    int port = gateway.port();
    assertConforms(
        TestingClient.upscale(port, form, "Pixelgate-Max-Charge: 0.000000000001 USD"), "402");
    TestingForm jpegOnly = TestingForm.of(TestingPng.plain(9, 9)).text("model_id", "jpeg/only");
    assertConforms(TestingClient.upscale(port, jpegOnly), "415");
    assertConforms(TestingClient.upscale(port, form, "Pixelgate-Quote: q"), "400");
    assertConforms(TestingClient.upscale(port, form.text("model_id", "no/such")), "400");
    runner.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
    assertConforms(upscale(16), "502");
    runner.answers(503, "{\"detail\":{\"msg\":\"busy\"}}");
    // Without a deadline it waits 30 s for room, about as long as the client for its answer.
    TestingForm any = TestingForm.of(TestingPng.plain(16, 9));
    assertConforms(TestingClient.upscale(port, any, "Pixelgate-Deadline: 2 s"), "503");
  }

  @Test
  void priceBoardIsOfItsSchema() {
    assertConforms(TestingClient.get(gateway.port(), "/v1/prices"), "/v1/prices", "200");
    assertConforms(TestingClient.get(gateway.port(), "/v1/prices?width=x"), "/v1/prices", "422");
  }

  @Test
  void receiptsAndStatementsAreOfTheirSchemas() {
    TestingAnswer sold =
        TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(8, 8)));
    String path = "/v1/receipts/" + sold.header("Pixelgate-Request-Id").orElseThrow();
    assertConforms(TestingClient.get(gateway.port(), path), "/v1/receipts/{id}", "200");
    TestingAnswer unknown = TestingClient.get(gateway.port(), "/v1/receipts/r_1");
    assertConforms(unknown, "/v1/receipts/{id}", "404");
    TestingAnswer statement = TestingClient.get(gateway.port(), "/v1/account");
    assertConforms(statement, "/v1/account", "200");
    assertFalse(statement.json().getJsonArray("days").isEmpty());
  }

  @Test
  void quotesAreOfTheirSchema() {
    JsonObject operation =
        document.getJsonObject("paths").getJsonObject("/v1/quotes").getJsonObject("post");
    TestingAnswer quote = quote("{\"pipeline\":\"upscale\",\"width\":16,\"height\":9}");
    assertConforms(quote, operation, "200");
    assertConforms(quote("{\"pipeline\":\"upscale\"}"), operation, "422");
    assertConforms(quote("{"), operation, "400");
    TestingForm other = TestingForm.of(TestingPng.plain(17, 9));
    String header = "Pixelgate-Quote: " + quote.json().getString("quote");
    assertConforms(TestingClient.upscale(gateway.port(), other, header), "409");
  }

  @Test
  void uploadsAreOfTheirSchema() {
    JsonObject operation =
        document.getJsonObject("paths").getJsonObject("/v1/uploads").getJsonObject("post");
    assertConforms(postUpload("{\"size\":9,\"content_type\":\"image/png\"}"), operation, "201");
    assertConforms(postUpload("{\"name\":9}"), operation, "422");
    assertConforms(postUpload("{"), operation, "400");
    assertConforms(postUpload("{\"size\":900000000000}"), operation, "413");
    JsonObject put =
        document.getJsonObject("paths").getJsonObject("/v1/uploads/{id}").getJsonObject("put");
    String nowhere = "/v1/uploads/upl_" + "0".repeat(48);
    assertConforms(TestingClient.once(gateway.port(), "PUT", nowhere), put, "404");
    TestingForm unknown = new TestingForm().text("prompt", "a").text("image", "upl_1");
    assertConforms(TestingClient.upscale(gateway.port(), unknown), "404");
    TestingForm url = new TestingForm().text("prompt", "a").text("image", "https://a.example/b");
    assertConforms(TestingClient.upscale(gateway.port(), url), "403");
  }

  private static TestingAnswer postUpload(String body) {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return client.send("POST", "/v1/uploads", bytes, "Content-Type: application/json").answer();
    }
  }

  private static JsonObject upload() {
    return postUpload("{}").json();
  }

  private static TestingAnswer quote(String body) {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return client.send("POST", "/v1/quotes", bytes, "Content-Type: application/json").answer();
    }
  }

  @Test
  void decisionsAreOfTheirSchema() {
    for (TestingAnswer ended : List.of(upscale(16), upscaleUnder("0.000000000001 USD"))) {
      String path = "/v1/decisions/" + ended.header("Pixelgate-Request-Id").orElseThrow();
      assertConforms(TestingClient.get(gateway.port(), path), "/v1/decisions/{id}", "200");
    }
    TestingAnswer unknown = TestingClient.get(gateway.port(), "/v1/decisions/r_1");
    assertConforms(unknown, "/v1/decisions/{id}", "404");
  }

  private static TestingAnswer upscaleUnder(String cap) {
    TestingForm form = TestingForm.of(TestingPng.plain(9, 9));
    return TestingClient.upscale(gateway.port(), form, "Pixelgate-Max-Charge: " + cap);
  }

  private static TestingAnswer upscale(int width) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(width, 9)));
  }

  private static JsonObject operation() {
    return document.getJsonObject("paths").getJsonObject("/upscale").getJsonObject("post");
  }

  private static void assertConforms(TestingAnswer answer, String status) {
    assertConforms(answer, operation(), status);
  }

  private static void assertConforms(TestingAnswer answer, String path, String status) {
    JsonObject operations = document.getJsonObject("paths").getJsonObject(path);
    assertConforms(answer, operations.getJsonObject("get"), status);
  }

  private static void assertConforms(TestingAnswer answer, JsonObject operation, String status) {
    assertEquals(status, Integer.toString(answer.status()), answer::toString);
    JsonObject schema =
        operation
            .getJsonObject("responses")
            .getJsonObject(status)
            .getJsonObject("content")
            .getJsonObject("application/json")
            .getJsonObject("schema");
    List<String> problems = new TestingSchema(document).problems(answer.json(), schema);
    assertEquals(List.of(), problems, answer::toString);
  }

  @Test
  void schemaCheckFindsWhatIsWrong() {
    JsonObject media = new JsonObject(Map.of("$ref", "#/components/schemas/Media"));
    JsonObject wrong = new JsonObject().put("url", 5).put("seed", 1.5);

    assertEquals(3, new TestingSchema(document).problems(wrong, media).size());
  }

  @Test
  void docsLoadNothingFromAnotherHost() {
    TestingAnswer docs = TestingClient.get(gateway.port(), "/docs");

    assertEquals("text/html; charset=utf-8", docs.header("Content-Type").orElseThrow());
    assertNotEquals("", docs.text());
    Pattern elsewhere =
        Pattern.compile(
            "(src|href|action)\\s*=\\s*[\"']?\\s*(https?:)?//|@import|url\\(\\s*[\"']?(https?:)?//"
                + "|(fetch|import)\\(\\s*[\"'](https?:)?//",
            Pattern.CASE_INSENSITIVE);
    assertFalse(elsewhere.matcher(docs.text()).find());
  }
}
