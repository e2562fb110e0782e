package dev.pixelgate.function.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.Main;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as Lambda starts it: {@code serve}, with all that it is told in its environment. */
class LambdaProcessTest {
  private static final String KEY = "pg_lambda";

  /** Of {@link #KEY}, SHA-256. */
  private static final String HASH =
      "9c6d6dba0984f917d14bee7dd32850632dca245d5fe9354c702013c41230a00e";

  private final TestingRuntimeApi api = TestingRuntimeApi.start();
  @TempDir private Path folder;

  @AfterEach
  void end() {
    api.close();
  }

  private Process start(Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve");
    builder.directory(folder.toFile());
    builder.environment().putAll(settings);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("PIXELGATE_DATA", folder.resolve("data").toString());
    return builder
        .redirectOutput(Redirect.DISCARD)
        .redirectError(folder.resolve("log.txt").toFile())
        .start();
  }

  private static int exit(Process process) throws InterruptedException {
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it did not end");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void sellsToAnAccountOfTheEnvironmentAndEndsBySigterm() throws Exception {
    try (TestingRunner runner = TestingRunner.start()) {
      Map<String, String> settings = new HashMap<>();
      settings.put("PIXELGATE_ROLE", "gateway");
      settings.put(
          "PIXELGATE_ORCHESTRATORS",
          ("[{\"name\":\"alpha\",\"url\":\"%s\",\"kind\":\"ai-runner\",\"offers\":[{\"pipeline\":\"upscale\","
                  + "\"model\":\"xinntao/realesr-general-x4v3\",\"price\":\"1e-8 USD/px\"}]}]")
              .formatted(runner.url()));
      settings.put("PIXELGATE_ACCOUNTS", "[{\"name\":\"acme\",\"key-sha256\":\"" + HASH + "\"}]");
      Process process = start(settings);
      TestingCall sold =
          api.invoke(
              TestingEvent.of("POST", "/upscale")
                  .header("Content-Type", TestingForm.contentType())
                  .header("Authorization", "Bearer " + KEY)
                  .body(TestingForm.of(TestingPng.plain(8, 8)).body())
                  .encode());
      assertEquals(200, sold.status(), sold::toString);

      process.destroy();

      assertEquals(0, exit(process));
      String log = Files.readString(folder.resolve("log.txt"));
      assertTrue(log.contains("account=acme") && log.contains("status=200"), log);
    }
  }

  @Test
  void tellsLambdaAllThatIsWrongWithTheConfiguration() throws Exception {
    Process process = start(Map.of("PIXELGATE_LIMITS_BODY", "much", "PIXELGATE_POLICY", "dearest"));

    TestingCall call = api.initError();
    assertEquals(
        "Pixelgate.ConfigurationInvalid", call.header("lambda-runtime-function-error-type"));
    String message = call.json().getString("errorMessage");
    assertTrue(message.contains("limits.body") && message.contains("policy"), message);
    assertEquals(2, exit(process));
  }

  @Test
  void tellsLambdaWhatIsWrongThereAlone() throws Exception {
    Process process = start(Map.of("PIXELGATE_ROLE", "worker", "PIXELGATE_WORKER_TOKEN", "t"));

    String message = api.initError().json().getString("errorMessage");
    assertTrue(message.contains("role: worker"), message);
    assertEquals(2, exit(process));
  }

  @Test
  void endsWithAnErrorWhenLambdaIsGone() throws Exception {
    Process process =
        start(
            Map.of(
                "PIXELGATE_ROLE", "gateway", "PIXELGATE_DISCOVERY_WEBHOOK", "http://127.0.0.1:9/"));
    assertEquals(200, api.invoke(TestingEvent.of("GET", "/health").encode()).status());

    api.close();

    assertEquals(1, exit(process));
  }
}
