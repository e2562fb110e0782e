package dev.pixelgate.function.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.config.AuthMode;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.ConfigurationResult;
import dev.pixelgate.function.config.Device;
import dev.pixelgate.function.config.GoogleIdToken;
import dev.pixelgate.function.config.MediaBucket;
import dev.pixelgate.function.config.MetricsAccess;
import dev.pixelgate.function.config.OrchestratorSettings;
import dev.pixelgate.function.config.Role;
import dev.pixelgate.function.config.Secret;
import dev.pixelgate.function.s3.CredentialOrigin;
import dev.pixelgate.function.s3.S3Credentials;
import dev.pixelgate.router.exchange.GoogleIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the modules put into an environment is read by the configuration that reads it there. */
@EnabledIf(
    value = "dev.pixelgate.function.terraform.Terraform#isUsable",
    disabledReason = "there is no terraform 1.11 or newer on the PATH")
class TerraformSettingsTest {
  @TempDir private static Path folder;
  private static TestedState cloudRun;
  private static TestedState lambda;

  @BeforeAll
  static void runTests() throws IOException, InterruptedException {
    TerraformCopy copy = TerraformCopy.into(folder);
    try (TestingTerraform terraform = TestingTerraform.start()) {
      cloudRun = TestedState.of(terraform, copy.folder("examples/cloud-run"));
      lambda = TestedState.of(terraform, copy.folder("examples/lambda"));
    }
  }

  private static Configuration configuration(Deployed deployed) {
    ConfigurationResult result = deployed.read(folder);
    return assertInstanceOf(ConfigurationResult.Valid.class, result, result::toString)
        .configuration();
  }

  @Test
  void gatewayOnCloudRunUnderstandsWhatItIsTold() {
    Configuration gateway =
        configuration(Deployed.onCloudRun(cloudRun, Deployed.CLOUD_RUN_GATEWAY));
    assertEquals(Role.GATEWAY, gateway.role());
    assertEquals(Optional.of(AuthMode.KEYS), gateway.auth());
    assertEquals(MetricsAccess.OPERATOR, gateway.metrics());
    assertEquals("0.0.0.0", gateway.listen().host());
    assertEquals(80, gateway.limits().concurrent());
    assertFalse(gateway.background());
    assertEquals(Duration.ofSeconds(295), gateway.limits().request());
    assertEquals(Duration.ofDays(1), gateway.mediaTtl());
    assertEquals(Duration.ofHours(8), gateway.discovery().every());
    MediaBucket pictures = gateway.media().bucket().orElseThrow();
    assertEquals("auto", pictures.location().region());
    assertEquals(URI.create("https://storage.googleapis.com"), pictures.location().endpoint());
    assertEquals(
        new CredentialOrigin.Fixed(
            new S3Credentials(
                "AWS_ACCESS_KEY_ID_VALUE", "AWS_SECRET_ACCESS_KEY_VALUE", Optional.empty())),
        pictures.credentials());
    assertTrue(gateway.store().toString().startsWith("postgresql://"));
  }

  @Test
  void gatewayOnCloudRunBuysFromItsWorkerWithTheTokenOfItsSecret() {
    OrchestratorSettings worker =
        configuration(Deployed.onCloudRun(cloudRun, Deployed.CLOUD_RUN_GATEWAY))
            .orchestrators()
            .getFirst();
    assertEquals(
        "https://pixelgate-worker-123456789012.europe-west1.run.app", worker.url().toString());
    assertEquals(Optional.of(new Secret("WORKER_TOKEN_VALUE")), worker.token());
    assertEquals(
        Optional.of(new GoogleIdToken(worker.url().toString(), GoogleIdentity.METADATA)),
        worker.googleIdToken());
  }

  @Test
  void workerOnCloudRunUnderstandsWhatItIsTold() {
    Configuration worker = configuration(Deployed.onCloudRun(cloudRun, Deployed.CLOUD_RUN_WORKER));
    assertEquals(Role.WORKER, worker.role());
    assertEquals(new Device.Cuda(0), worker.selfHosted().device());
    assertEquals(4, worker.selfHosted().queue());
    assertEquals(Optional.of(new Secret("PIXELGATE_WORKER_TOKEN_VALUE")), worker.workerToken());
  }

  @Test
  void gatewayOnLambdaUnderstandsWhatItIsTold() {
    Deployed deployed = Deployed.onLambda(lambda);
    Configuration gateway = configuration(deployed);
    assertEquals(Role.GATEWAY, gateway.role());
    assertEquals(Optional.of(AuthMode.KEYS), gateway.auth());
    assertEquals(4 << 20, gateway.limits().body());
    assertEquals(Duration.ofSeconds(115), gateway.limits().request());
    MediaBucket pictures = gateway.media().bucket().orElseThrow();
    assertFalse(pictures.location().pathStyle());
    assertEquals(
        new CredentialOrigin.Fixed(new S3Credentials("ASIAROLE", "secret", Optional.of("token"))),
        pictures.credentials());
    assertEquals(
        Optional.of(new Secret(deployed.environment().get("BETA_TOKEN"))),
        gateway.orchestrators().getFirst().token());
  }

  @Test
  void servicesAreToldToServe() {
    assertEquals(
        "[\"serve\"]",
        cloudRun.container(Deployed.CLOUD_RUN_GATEWAY).getJsonArray("args").encode());
    assertEquals(
        "[\"serve\"]", cloudRun.container(Deployed.CLOUD_RUN_WORKER).getJsonArray("args").encode());
  }
}
