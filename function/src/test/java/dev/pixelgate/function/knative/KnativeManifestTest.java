package dev.pixelgate.function.knative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.config.AuthMode;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.ConfigurationLoader;
import dev.pixelgate.function.config.ConfigurationResult;
import dev.pixelgate.function.config.ConfigurationSources;
import dev.pixelgate.function.config.MediaBucket;
import dev.pixelgate.function.config.Role;
import dev.pixelgate.function.config.Secret;
import dev.pixelgate.function.s3.CredentialOrigin;
import dev.pixelgate.function.s3.S3Credentials;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnativeManifestTest {
  @TempDir private Path folder;

  private static KnativeManifest manifest() throws IOException {
    return KnativeManifest.of(KnativeManifest.example());
  }

  private Configuration configuration() throws IOException {
    Map<String, String> environment = manifest().environment();
    environment.put("PIXELGATE_STORE_URL", "postgresql://user:password@10.1.2.3/pixelgate");
    ConfigurationResult result =
        ConfigurationLoader.load(
            new ConfigurationSources(Optional.empty(), folder, environment, Map.of()));
    return assertInstanceOf(ConfigurationResult.Valid.class, result, result::toString)
        .configuration();
  }

  @Test
  void isWhatKnativeKnows() throws IOException {
    JsonObject service = manifest().service();
    assertEquals(List.of(), manifest().problems());
    assertEquals("serving.knative.dev/v1", service.getString("apiVersion"));
    assertEquals("Service", service.getString("kind"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "containerConcurrency: 80|containerConcurency: 80|containerConcurency is not in the schema",
        "containerConcurrency: 80|containerConcurrency: many|containerConcurrency is no integer",
        "value: \"80\"|value: 80|value is no string",
        "key: store-url|key: store-url, file: x|file is not in the schema",
        "image: registry.example/pixelgate:0.1.0|name: gateway|image is missing",
        "httpGet: { path: /health/live }|httpGet: /health/live|httpGet is no object",
        "mountPath: /data|path: /data|path is not in the schema",
        "runAsNonRoot: true|runAsNonRoot: 1|runAsNonRoot is no boolean",
      })
  void mistakesAreFound(String right, String wrong, String problem) throws IOException {
    String changed = KnativeManifest.example().replace(right, wrong);
    assertNotEquals(KnativeManifest.example(), changed);
    List<String> problems = KnativeManifest.of(changed).problems();
    assertTrue(problems.stream().anyMatch(one -> one.contains(problem)), problems::toString);
  }

  /** Knative takes texts only, and ignores a name that it does not know. */
  @Test
  void scalesByAnnotationsThatKnativeReads() throws IOException {
    assertEquals(
        Map.of("autoscaling.knative.dev/min-scale", "0", "autoscaling.knative.dev/max-scale", "10"),
        manifest().annotations().getMap());
  }

  @Test
  void gatewayUnderstandsWhatItIsTold() throws IOException {
    Configuration gateway = configuration();
    assertEquals(Role.GATEWAY, gateway.role());
    assertEquals(Optional.of(AuthMode.KEYS), gateway.auth());
    assertEquals("0.0.0.0", gateway.listen().host());
    assertEquals(8080, gateway.listen().port());
    assertTrue(gateway.background());
    assertEquals(
        Optional.of(new Secret("WORKER-TOKEN")), gateway.orchestrators().getFirst().token());
  }

  @Test
  void limitsOfPlatformAndGatewayGoTogether() throws IOException {
    Configuration gateway = configuration();
    JsonObject revision = manifest().revision();
    assertEquals(revision.getInteger("containerConcurrency"), gateway.limits().concurrent());
    assertTrue(
        gateway
                .limits()
                .request()
                .compareTo(Duration.ofSeconds(revision.getInteger("timeoutSeconds")))
            < 0);
  }

  /** One of several instances is asked for what another one made. */
  @Test
  void picturesAreWhereEveryInstanceFindsThem() throws IOException {
    MediaBucket bucket = configuration().media().bucket().orElseThrow();
    assertEquals("pixelgate-media", bucket.location().bucket());
    assertEquals(
        new CredentialOrigin.Fixed(
            new S3Credentials("MEDIA-ACCESS-KEY", "MEDIA-SECRET-KEY", Optional.empty())),
        bucket.credentials());
  }

  /** The root is read-only: what is written to is a volume. */
  @Test
  void writesToVolumesOnly() throws IOException {
    JsonObject data = manifest().container().getJsonArray("volumeMounts").getJsonObject(0);
    assertEquals(data.getString("mountPath"), configuration().data().toString());
  }

  @Test
  void probesFindWhatAGatewayAnswers() throws IOException {
    TestingRunner runner = TestingRunner.start();
    try (TestingServer gateway =
        TestingServer.gateway(folder, "", runner.entry("r", "1e-8 USD/px"))) {
      for (String probe : List.of("readinessProbe", "livenessProbe")) {
        String path =
            manifest().container().getJsonObject(probe).getJsonObject("httpGet").getString("path");
        TestingClient.until(
            Duration.ofSeconds(20),
            () -> TestingClient.get(gateway.port(), path).status(),
            status -> status == 200);
      }
    } finally {
      runner.close();
    }
  }
}
