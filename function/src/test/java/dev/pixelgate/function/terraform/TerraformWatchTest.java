package dev.pixelgate.function.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingLog;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the modules look for in a server, its log lines and its probes, a real one has. */
@EnabledIf(
    value = "dev.pixelgate.function.terraform.Terraform#isUsable",
    disabledReason = "there is no terraform 1.11 or newer on the PATH")
class TerraformWatchTest {
  private static final Pattern IN_FILTER = Pattern.compile("textPayload=~\"([^\"]+)\"");
  private static final Pattern EXTRACTOR =
      Pattern.compile("REGEXP_EXTRACT\\(textPayload, \"([^\"]+)\"\\)");

  private static TestedState cloudRun;
  private static TestedState lambda;
  private static String served;
  private static String refused;

  @BeforeAll
  static void runTests(@TempDir Path folder) throws IOException, InterruptedException {
    TerraformCopy copy = TerraformCopy.into(folder.resolve("terraform"));
    try (TestingTerraform terraform = TestingTerraform.start()) {
      cloudRun = TestedState.of(terraform, copy.folder("examples/cloud-run"));
      lambda = TestedState.of(terraform, copy.folder("examples/lambda"));
    }
    List<String> lines = linesOfAGateway(folder.resolve("gateway"));
    served = lines.get(0);
    refused = lines.get(1);
  }

  private static TestingRunner runner;
  private static TestingServer gateway;

  private static List<String> linesOfAGateway(Path folder) {
    runner = TestingRunner.start();
    gateway = TestingServer.gateway(folder, "metrics: open", runner.entry("beta", "1.0e-8 USD/px"));
    TestingForm form = TestingForm.of(TestingPng.plain(100, 50));
    try (TestingLog log = TestingLog.open()) {
      TestingClient.upscale(gateway.port(), form);
      TestingClient.upscale(gateway.port(), form, "Pixelgate-Max-Price: 1e-9 USD/px");
      return TestingClient.until(
          Duration.ofSeconds(20),
          () -> log.text().lines().filter(line -> line.contains(" request id=")).toList(),
          found -> found.size() == 2);
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  @Test
  void googleFindsWhatARequestWasCharged() {
    JsonObject metric = cloudRun.resource("google_logging_metric.charge[0]");
    assertTrue(isFound(metric, served), served);
    assertEquals("0.000050000000", extracted(metric.getString("value_extractor"), served));
    String account = metric.getJsonObject("label_extractors").getString("account");
    assertEquals("anonymous", extracted(account, served));
  }

  @Test
  void googleFindsRefusals() {
    JsonObject metric = cloudRun.resource("google_logging_metric.refusals[0]");
    assertTrue(isFound(metric, refused), refused);
    assertFalse(isFound(metric, served), served);
    String status = metric.getJsonObject("label_extractors").getString("status");
    assertEquals("402", extracted(status, refused));
  }

  /** Of a text payload RE2 has the same opinion as Java's, as far as these patterns go. */
  private static boolean isFound(JsonObject metric, String line) {
    List<MatchResult> patterns = IN_FILTER.matcher(metric.getString("filter")).results().toList();
    assertEquals(2, patterns.size(), metric::encode);
    return patterns.stream().allMatch(one -> Pattern.compile(one.group(1)).matcher(line).find());
  }

  private static String extracted(String extractor, String line) {
    Matcher pattern = EXTRACTOR.matcher(extractor);
    assertTrue(pattern.matches(), extractor);
    Matcher value = Pattern.compile(pattern.group(1)).matcher(line);
    assertTrue(value.find(), line);
    return value.group(1);
  }

  @Test
  void amazonFindsChargesAndRefusalsAmongTheFieldsOfALine() {
    JsonObject parser =
        TestedState.objects(
                lambda
                    .resource("aws_cloudwatch_log_transformer.gateway[0]")
                    .getJsonArray("transformer_config"))
            .map(one -> one.getJsonArray("parse_key_value"))
            .filter(one -> !one.isEmpty())
            .findFirst()
            .orElseThrow()
            .getJsonObject(0);
    assertEquals("0.000050000000", fields(parser, served).get("charge"));
    assertEquals("402", fields(parser, refused).get("status"));
    assertTrue(pattern("charge").contains("$.charge"), pattern("charge"));
    assertTrue(pattern("refusals").contains("$.status = 402"), pattern("refusals"));
  }

  private static String pattern(String filter) {
    return lambda
        .resource("aws_cloudwatch_log_metric_filter." + filter + "[0]")
        .getString("pattern");
  }

  /** As CloudWatch says that it does it. */
  private static Map<String, String> fields(JsonObject parser, String line) {
    Map<String, String> fields = new HashMap<>();
    for (String word : line.split(Pattern.quote(parser.getString("field_delimiter")))) {
      String[] parts = word.split(Pattern.quote(parser.getString("key_value_delimiter")), 2);
      if (parts.length == 2) {
        fields.put(parts[0], parts[1]);
      }
    }
    return fields;
  }

  @Test
  void probesAreAnswered() {
    JsonObject container = cloudRun.container(Deployed.CLOUD_RUN_GATEWAY);
    for (String probe : List.of("startup_probe", "liveness_probe")) {
      String path = path(container, probe);
      assertEquals(200, TestingClient.get(gateway.port(), path).status(), path);
    }
    assertEquals("/health", path(cloudRun.container(Deployed.CLOUD_RUN_WORKER), "startup_probe"));
  }

  private static String path(JsonObject container, String probe) {
    return container
        .getJsonArray(probe)
        .getJsonObject(0)
        .getJsonArray("http_get")
        .getJsonObject(0)
        .getString("path");
  }
}
