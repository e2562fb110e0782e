package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.UsdPerPixel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationDefaultsTest {
  @TempDir Path folder;

  @Test
  void areThoseOfTheContract() {
    Configuration defaults = new TestingConfiguration(folder).valid();
    assertEquals(Role.ALL_IN_ONE, defaults.role());
    assertEquals(new Listen("127.0.0.1", 8080, Optional.empty(), List.of()), defaults.listen());
    assertEquals(Optional.empty(), defaults.publicUrl());
    assertEquals(folder.resolve("pixelgate-data"), defaults.data());
    assertEquals(Optional.empty(), defaults.auth());
    assertFalse(defaults.openToTheWorld());
    assertEquals(MetricsAccess.OPEN, defaults.metrics());
    assertEquals(List.of(), defaults.corsOrigins());
    assertEquals(
        new Limits(
            20L << 20,
            64L << 20,
            4L << 30,
            8192,
            16_777_216,
            256,
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(8)),
        defaults.limits());
    assertEquals(
        Map.of(Pipeline.UPSCALE, "xinntao/realesr-general-x4v3"), defaults.defaultModels());
    assertEquals(List.of(), defaults.orchestrators());
    assertEquals(
        new DiscoveryRules(
            Optional.empty(),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofSeconds(3),
            false),
        defaults.discovery());
    assertEquals(new Attempts(3, Optional.empty()), defaults.attempts());
    assertEquals(
        new SelfHosted(
            true,
            new Device.Auto(),
            folder.resolve("models"),
            8,
            UsdPerPixel.parse("1.0e-8 USD/px"),
            List.of()),
        defaults.selfHosted());
    assertEquals(Optional.empty(), defaults.workerToken());
    assertEquals(List.of(), defaults.accounts());
    assertEquals(Duration.ofHours(24), defaults.mediaTtl());
  }

  @Test
  void metricsAskForAnOperatorOnAPublicHost() {
    Configuration open = new TestingConfiguration(folder).file("listen: { host: 0.0.0.0 }").valid();
    assertEquals(MetricsAccess.OPERATOR, open.metrics());
  }

  @Test
  void gatewayHasNoRuntimeOfItsOwn() {
    Configuration gateway =
        new TestingConfiguration(folder)
            .file(
                """
                role: gateway
                orchestrators:
                  - { name: beta, url: http://192.0.2.8:8000, kind: ai-runner,
                      offers: [ { pipeline: upscale, model: a/b, price: 1e-8 USD/px } ] }
                """)
            .valid();
    assertFalse(gateway.selfHosted().enabled());
  }

  @Test
  void emptyFileAndEmptySectionsChangeNothing() {
    List<String> defaults = new TestingConfiguration(folder).valid().describe();
    for (String yaml : List.of("", "# nothing\n", "limits:\ncaps:\n", "{}")) {
      assertEquals(defaults, new TestingConfiguration(folder).file(yaml).valid().describe());
    }
  }

  @Test
  void descriptionSaysEveryValueAndItsSource() {
    List<String> lines =
        new TestingConfiguration(folder)
            .file("limits:\n  body: 5 MiB\n")
            .environment("PIXELGATE_LIMITS_SIDE", "100")
            .flag("listen.port", "0")
            .valid()
            .describe();
    assertTrue(lines.contains("limits.body = 5 MiB  (pixelgate.yaml:2)"), lines::toString);
    assertTrue(lines.contains("limits.side = 100  (PIXELGATE_LIMITS_SIDE)"), lines::toString);
    assertTrue(lines.contains("listen.port = 0  (command line)"), lines::toString);
    assertTrue(lines.contains("role = all-in-one  (default)"), lines::toString);
  }
}
