package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.picture.PictureFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationLayersTest {
  private static final String ORCHESTRATORS =
      """
      [{"name": "delta", "url": "http://192.0.2.9:8000", "kind": "ai-runner", "token": "t",
        "offers": [{"pipeline": "upscale", "model": "a/b", "price": "1.2e-8 USD/px",
                    "formats": ["jpeg"]}]}]""";

  @TempDir Path folder;

  private TestingConfiguration sources() {
    return new TestingConfiguration(folder);
  }

  @Test
  void thereIsNoBackgroundWhereAPlatformTakesTheCpuAway() {
    assertTrue(sources().valid().background());
    assertFalse(sources().environment("K_SERVICE", "gate").valid().background());
    assertFalse(sources().environment("AWS_LAMBDA_RUNTIME_API", "a:1").valid().background());
  }

  @Test
  void theMetadataServerIsWhereGooglesOwnLibrariesLookForIt() {
    assertEquals(URI.create("http://metadata.google.internal"), metadata(sources()));
    assertEquals(
        URI.create("http://127.0.0.1:9"),
        metadata(sources().environment("GCE_METADATA_HOST", "127.0.0.1:9")));
    assertEquals(
        List.of("GCE_METADATA_HOST: \"http://a/\" is not HOST or HOST:PORT"),
        sources().environment("GCE_METADATA_HOST", "http://a/").problems());
  }

  private static URI metadata(TestingConfiguration sources) {
    return sources
        .file(
            """
            orchestrators:
              - { name: a, url: https://a.example, kind: pixelgate, auth: { google-id-token: https://a.example } }
            """)
        .valid()
        .orchestrators()
        .getFirst()
        .googleIdToken()
        .orElseThrow()
        .metadata();
  }

  @Test
  void whoKeepsItsCpuMaySaySo() {
    TestingConfiguration sources = sources().environment("K_SERVICE", "gate");
    assertTrue(sources.file("background: true\n").valid().background());
    assertFalse(sources.environment("PIXELGATE_BACKGROUND", "false").valid().background());
  }

  @Test
  void flagsOverrideEnvironmentOverridesFileOverridesDefaults() {
    TestingConfiguration sources = sources();
    assertEquals(8080, sources.valid().listen().port());
    sources.file("listen: { port: 1 }");
    assertEquals(1, sources.valid().listen().port());
    sources.environment("PORT", "2");
    assertEquals(2, sources.valid().listen().port());
    sources.environment("PIXELGATE_LISTEN_PORT", "3");
    assertEquals(3, sources.valid().listen().port());
    sources.flag("listen.port", "4");
    assertEquals(4, sources.valid().listen().port());
  }

  @Test
  void portVariableOpensTheServerToTheOutside() {
    assertEquals("0.0.0.0", sources().environment("PORT", "9000").valid().listen().host());
  }

  @Test
  void hostOfOursIsStrongerThanThePortVariable() {
    TestingConfiguration sources =
        sources().environment("PORT", "9000").environment("PIXELGATE_LISTEN_HOST", "127.0.0.1");
    assertEquals("127.0.0.1", sources.valid().listen().host());
  }

  @Test
  void variablesReachKeysWithHyphens() {
    Configuration configuration =
        sources()
            .environment("PIXELGATE_LIMITS_INPUT_PIXELS", "4096")
            .environment("PIXELGATE_SELF_HOSTED_DEVICE", "cpu")
            .environment("PIXELGATE_OPEN_TO_THE_WORLD", "true")
            .environment("PIXELGATE_PUBLIC_URL", "https://gate.example")
            .valid();
    assertEquals(4096, configuration.limits().inputPixels());
    assertEquals(new Device.Cpu(), configuration.selfHosted().device());
    assertEquals(true, configuration.openToTheWorld());
  }

  @Test
  void listsInVariablesAreJson() {
    Configuration configuration =
        sources()
            .environment("PIXELGATE_ORCHESTRATORS", ORCHESTRATORS)
            .environment("PIXELGATE_CAPS", "[{\"max\": \"2e-8 USD/px\"}]")
            .environment("PIXELGATE_LISTEN_TRUSTED_PROXIES", "[\"10.0.0.0/8\"]")
            .environment("PIXELGATE_CORS_ORIGINS", "[\"*\"]")
            .valid();
    assertEquals("delta", configuration.orchestrators().getFirst().name());
    assertEquals(Optional.of(new Secret("t")), configuration.orchestrators().getFirst().token());
    assertEquals(
        Set.of(PictureFormat.JPEG),
        configuration.orchestrators().getFirst().offers().getFirst().formats());
    assertEquals(List.of(Cidr.parse("10.0.0.0/8")), configuration.listen().trustedProxies());
    assertEquals(List.of("*"), configuration.corsOrigins());
  }

  @Test
  void listInAVariableReplacesTheListOfTheFile() {
    Configuration configuration =
        sources()
            .file("cors: { origins: [ \"https://a.example\", \"https://b.example\" ] }")
            .environment("PIXELGATE_CORS_ORIGINS", "[\"https://c.example\"]")
            .valid();
    assertEquals(List.of("https://c.example"), configuration.corsOrigins());
  }

  @Test
  void problemsInAVariableNameIt() {
    assertEquals(
        List.of(
            "PIXELGATE_CAPS: caps[0].max: is missing",
            "PIXELGATE_CORS_ORIGINS: cors.origins: needs a list",
            "PIXELGATE_LIMITS_BODY: limits.body: \"20\": no unit, use B, KiB, MiB or GiB"),
        sources()
            .environment("PIXELGATE_CAPS", "[{}]")
            .environment("PIXELGATE_CORS_ORIGINS", "https://a.example")
            .environment("PIXELGATE_LIMITS_BODY", "20")
            .problems());
  }

  @Test
  void unknownVariablesOfOursAreRefused() {
    assertEquals(
        List.of(
            "PIXELGATE_DEFAULTS_TEXT_TO_IMAGE: this version does not have it yet",
            "PIXELGATE_LISTEN_PROT: unknown variable, did you mean PIXELGATE_LISTEN_PORT?",
            "PIXELGATE_WHATEVER_ELSE: unknown variable"),
        sources()
            .environment("PIXELGATE_LISTEN_PROT", "1")
            .environment("PIXELGATE_DEFAULTS_TEXT_TO_IMAGE", "https://s.example")
            .environment("PIXELGATE_WHATEVER_ELSE", "1")
            .problems());
  }

  @Test
  void variablesThatAreNotForUsAreIgnored() {
    sources()
        .environment("PIXELGATE_JVM_OPTIONS", "-Xmx256m")
        .environment("PIXELGATE_PORT", "tcp://10.0.0.1:8080")
        .environment("PIXELGATE_PORT_8080_TCP_ADDR", "10.0.0.1")
        .environment("PIXELGATE_SERVICE_HOST", "10.0.0.1")
        .environment("PIXELGATE_WORKER_PORT", "tcp://10.0.0.2:8080")
        .environment("PATH", "/bin")
        .valid();
  }

  @Test
  void theUrlOfTheStoreIsNeverShown() {
    Configuration configuration =
        sources()
            .environment("PIXELGATE_STORE_URL", "postgresql://someone:hunter2@db.example/pixelgate")
            .valid();
    assertEquals("postgresql://db.example:5432/pixelgate", configuration.store().toString());
    assertTrue(
        configuration.describe().contains("store.url = ***  (PIXELGATE_STORE_URL)"),
        () -> String.join("\n", configuration.describe()));
    assertFalse(configuration.toString().contains("hunter2"));
  }

  @Test
  void emptyVariableIsAMissingValueNotAnAbsentOne() {
    assertEquals(
        List.of("PIXELGATE_WORKER_TOKEN: worker.token: needs a value"),
        sources().environment("PIXELGATE_WORKER_TOKEN", "").problems());
  }

  @Test
  void namedFileIsReadInsteadOfTheUsualOne() {
    Configuration configuration =
        sources()
            .file("listen: { port: 1 }")
            .write("other.yaml", "listen: { port: 2 }")
            .named("other.yaml")
            .valid();
    assertEquals(2, configuration.listen().port());
  }

  @Test
  void namedFileMustExist() {
    assertEquals(
        List.of("nowhere.yaml: there is no such file"), sources().named("nowhere.yaml").problems());
  }

  @Test
  void fileTakesVariablesInsideItsScalars() {
    Configuration configuration =
        sources()
            .file("public-url: https://${NAME}.${DOMAIN}/x\n")
            .environment("NAME", "gate")
            .environment("DOMAIN", "example")
            .valid();
    assertEquals("https://gate.example/x", configuration.publicUrl().orElseThrow().toString());
  }

  @Test
  void listInAVariableTakesOtherVariables() {
    Configuration configuration =
        sources()
            .environment("PIXELGATE_ORCHESTRATORS", ORCHESTRATORS.replace("\"t\"", "\"${TOKEN}\""))
            .environment("TOKEN", "a${HOME}\"$1")
            .valid();
    assertEquals(
        Optional.of(new Secret("a${HOME}\"$1")), configuration.orchestrators().getFirst().token());
  }

  @Test
  void singleValueInAVariableStaysAsItIs() {
    Configuration configuration =
        sources()
            .environment("PIXELGATE_ROLE", "worker")
            .environment("PIXELGATE_WORKER_TOKEN", "a${HOME}b")
            .valid();
    assertEquals(Optional.of(new Secret("a${HOME}b")), configuration.workerToken());
  }

  @Test
  void missingVariableOfAListInAVariableIsNamed() {
    assertEquals(
        List.of("PIXELGATE_CORS_ORIGINS: the environment variable NOBODY is not set"),
        sources().environment("PIXELGATE_CORS_ORIGINS", "[\"${NOBODY}\"]").problems());
  }

  @Test
  void whatAVariableHoldsIsNotReplacedAgain() {
    Configuration configuration =
        sources()
            .file("role: worker\nworker: { token: \"${TOKEN}\" }\n")
            .environment("TOKEN", "a${HOME}$1")
            .valid();
    assertEquals(Optional.of(new Secret("a${HOME}$1")), configuration.workerToken());
  }

  @Test
  void missingVariableIsNamed() {
    assertEquals(
        List.of(
            "pixelgate.yaml:2: the environment variable NOBODY is not set",
            "pixelgate.yaml:3: ${a-b} is not a reference to an environment variable, ${NAME} is"),
        sources().file("listen:\n  port: ${NOBODY}\n  host: ${a-b}\n").problems());
  }
}
