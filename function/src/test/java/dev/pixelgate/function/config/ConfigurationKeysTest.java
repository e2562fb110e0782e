package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.store.AccountLimits;
import dev.pixelgate.function.store.KeyHash;
import dev.pixelgate.function.store.RequestRate;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.CapRule;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.UsdPerPixel;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.livepeer.TlsMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationKeysTest {
  private static final String DIFFUSION = "stabilityai/stable-diffusion-x4-upscaler";
  private static final String ALL =
      """
      role: all-in-one
      listen:
        host: 0.0.0.0
        port: 8443
        tls: { cert: c.pem, key: k.pem }
        trusted-proxies: [ 10.0.0.0/8, "::1" ]
      public-url: https://gate.example/images/
      data: ./kept
      auth: none
      open-to-the-world: true
      metrics: open
      cors: { origins: [ "https://app.example", "http://localhost:3000" ] }
      limits: { body: 10 MB, reference: 30 MB, uploads: 300 MB, side: 4096, input-pixels: 1000000, concurrent: 7, request: 2 min,
                upload: 1500 ms, drain: 0 s }
      defaults: { upscale: stabilityai/stable-diffusion-x4-upscaler }
      caps:
        - { max: 2.5e-8 USD/px }
        - { pipeline: upscale, max: 1.9073484e-8 USD/px }
        - { pipeline: upscale, model: stabilityai/stable-diffusion-x4-upscaler, max: 0.02 USD/request }
      orchestrators:
        - name: beta
          url: http://192.0.2.8:8000/
          kind: ai-runner
          token: "${BETA_TOKEN}"
          charged: on-dispatch
          offers: [ { pipeline: upscale, model: stabilityai/stable-diffusion-x4-upscaler, price: 1.2e-8 USD/px, formats: [ jpeg ] } ]
        - name: gamma
          url: https://gamma.example/runner
          kind: ai-runner
          auth: { google-id-token: "https://gamma.example" }
          offers:
            - { pipeline: upscale, model: xinntao/realesr-general-x4v3, price: 0.01 USD/Mpx }
      attempts: { max: 10, deadline: 45 s }
      self-hosted:
        enabled: true
        device: cuda:1
        models: /srv/models
        queue: 3
        price: 2e-8 USD/px
        offers: [ { pipeline: upscale, model: stabilityai/stable-diffusion-x4-upscaler, price: 1.8e-8 USD/px } ]
      accounts:
        - { name: acme, key-sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", operator: true, cap: 2e-8 USD/px,
                   budget: 5 USD/day Europe/Berlin, rate: 20/s, concurrent: 16 }
      store: { url: sqlite }
      media: { url: files, ttl: 30 min }
      """;

  @TempDir Path folder;

  private Configuration all() {
    return new TestingConfiguration(folder)
        .write("c.pem", "certificate")
        .write("k.pem", "key")
        .environment("BETA_TOKEN", "beta-secret")
        .file(ALL)
        .valid();
  }

  @Test
  void listensAsTold() {
    assertEquals(
        new Listen(
            "0.0.0.0",
            8443,
            Optional.of(new Tls(folder.resolve("c.pem"), folder.resolve("k.pem"))),
            List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("::1"))),
        all().listen());
  }

  @Test
  void readsWhoMayDoWhat() {
    Configuration all = all();
    assertEquals(Optional.of(URI.create("https://gate.example/images")), all.publicUrl());
    assertEquals(folder.resolve("kept"), all.data());
    assertEquals(Optional.of(AuthMode.NONE), all.auth());
    assertTrue(all.openToTheWorld());
    assertEquals(MetricsAccess.OPEN, all.metrics());
    assertEquals(List.of("https://app.example", "http://localhost:3000"), all.corsOrigins());
  }

  @Test
  void readsLimits() {
    assertEquals(
        new Limits(
            10_000_000,
            30_000_000,
            300_000_000,
            4096,
            1_000_000,
            7,
            Duration.ofMinutes(2),
            Duration.ofMillis(1500),
            Duration.ZERO),
        all().limits());
  }

  @Test
  void readsTheMarket() {
    Configuration all = all();
    Capability diffusion = new Capability(Pipeline.UPSCALE, DIFFUSION);
    Capability general = new Capability(Pipeline.UPSCALE, "xinntao/realesr-general-x4v3");
    assertEquals(Map.of(Pipeline.UPSCALE, DIFFUSION), all.defaultModels());
    assertEquals(
        List.of(
            new OrchestratorSettings(
                "beta",
                URI.create("http://192.0.2.8:8000"),
                Kind.AI_RUNNER,
                TlsMode.FOLLOW,
                Optional.of(new Secret("beta-secret")),
                Optional.empty(),
                Optional.empty(),
                Charged.ON_DISPATCH,
                List.of(
                    new OfferSettings(
                        diffusion,
                        UsdPerPixel.parse("1.2e-8 USD/px"),
                        Set.of(PictureFormat.JPEG)))),
            new OrchestratorSettings(
                "gamma",
                URI.create("https://gamma.example/runner"),
                Kind.AI_RUNNER,
                TlsMode.FOLLOW,
                Optional.empty(),
                Optional.of(
                    new GoogleIdToken(
                        "https://gamma.example", URI.create("http://metadata.google.internal"))),
                Optional.empty(),
                Charged.ON_SUCCESS,
                List.of(new OfferSettings(general, UsdPerPixel.parse("1e-8 USD/px"))))),
        all.orchestrators());
    assertEquals(new Attempts(10, Optional.of(Duration.ofSeconds(45))), all.attempts());
    assertEquals(
        new SelfHosted(
            true,
            new Device.Cuda(1),
            Path.of("/srv/models"),
            3,
            UsdPerPixel.parse("2e-8 USD/px"),
            List.of(new OfferSettings(diffusion, UsdPerPixel.parse("1.8e-8 USD/px")))),
        all.selfHosted());
  }

  @Test
  void offerWithoutFormatsReadsEveryOne() {
    OfferSettings gamma = all().orchestrators().get(1).offers().getFirst();
    assertEquals(Set.of(PictureFormat.values()), gamma.formats());
  }

  @Test
  void showsTheFormatsOfAnOffer() {
    assertTrue(
        all()
            .describe()
            .contains("orchestrators[0].offers[0].formats[0] = jpeg  (pixelgate.yaml:26)"),
        () -> String.join("\n", all().describe()));
  }

  @Test
  void readsCapsWithTheirPlaces() {
    Caps expected =
        Caps.of(
            List.of(
                CapRule.everywhere(Cap.parse("2.5e-8 USD/px", "caps[0]")),
                new CapRule(
                    Optional.of(Pipeline.UPSCALE),
                    Optional.empty(),
                    Cap.parse("1.9073484e-8 USD/px", "caps[1]")),
                new CapRule(
                    Optional.of(Pipeline.UPSCALE),
                    Optional.of(DIFFUSION),
                    Cap.parse("0.02 USD/request", "caps[2]"))));
    assertEquals(expected.toString(), all().caps().toString());
  }

  @Test
  void readsAccountsAndMedia() {
    Configuration all = all();
    assertEquals(
        List.of(
            new ConfiguredAccount(
                "acme",
                KeyHash.ofKey("foo"),
                true,
                Optional.of(Cap.parse("2e-8 USD/px", "account acme")),
                new AccountLimits(
                    Optional.of(Budget.parse("5 USD/day Europe/Berlin")),
                    Optional.of(new RequestRate(20, "s")),
                    Optional.of(16)))),
        all.accounts());
    assertEquals(Duration.ofMinutes(30), all.mediaTtl());
  }

  @Test
  void readsAWorker() {
    Configuration worker =
        new TestingConfiguration(folder)
            .file("role: worker\nlisten: { host: \"::\" }\nworker: { token: t0ken }\n")
            .valid();
    assertEquals(Role.WORKER, worker.role());
    assertEquals(Optional.of(new Secret("t0ken")), worker.workerToken());
    assertTrue(worker.selfHosted().enabled());
  }

  @Test
  void secretsAreNeverPrinted() {
    Configuration all = all();
    String printed = all + String.join("\n", all.describe());
    assertFalse(printed.contains("beta-secret"), printed);
    assertFalse(printed.contains("2c26b46b68ffc68ff99b453c1d3041341"), printed);
    assertTrue(
        all.describe().contains("orchestrators[0].token = ***  (pixelgate.yaml:24)"),
        () -> String.join("\n", all.describe()));
  }

  @Test
  void onlyThisMachineConnectsToALoopbackHost() {
    assertTrue(new Listen("127.0.0.1", 1, Optional.empty(), List.of()).loopback());
    assertTrue(new Listen("127.1.2.3", 1, Optional.empty(), List.of()).loopback());
    assertTrue(new Listen("::1", 1, Optional.empty(), List.of()).loopback());
    assertTrue(new Listen("localhost", 1, Optional.empty(), List.of()).loopback());
    assertFalse(new Listen("0.0.0.0", 1, Optional.empty(), List.of()).loopback());
    assertFalse(new Listen("::", 1, Optional.empty(), List.of()).loopback());
    assertFalse(new Listen("gate.example", 1, Optional.empty(), List.of()).loopback());
  }

  @Test
  void readsLivepeerOrchestratorsAsTheirOwnToolsWriteThem() {
    Configuration read =
        new TestingConfiguration(folder)
            .file(
                """
                role: gateway
                discovery: { webhook: "https://list.example/orchestrators?of=us" }
                orchestrators:
                  - { name: a, url: "192.0.2.7:8935", kind: livepeer, tls: strict }
                  - { name: b, url: node.example, kind: livepeer, charged: on-success }
                  - { name: c, url: "http://192.0.2.9:8935/", kind: livepeer,
                      offers: [ { pipeline: upscale, model: some/model, price: 1e-8 USD/px } ] }
                """)
            .valid();
    assertEquals(
        Optional.of(URI.create("https://list.example/orchestrators?of=us")),
        read.discovery().webhook());
    assertEquals(
        List.of(
            "a https://192.0.2.7:8935 STRICT ON_DISPATCH 0",
            "b https://node.example:8935 FOLLOW ON_SUCCESS 0",
            "c http://192.0.2.9:8935 FOLLOW ON_DISPATCH 1"),
        read.orchestrators().stream()
            .map(
                one ->
                    "%s %s %s %s %d"
                        .formatted(
                            one.name(), one.url(), one.tls(), one.charged(), one.offers().size()))
            .toList());
  }
}
