package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingCertificate;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationProblemsTest {
  private static final String ORCHESTRATOR =
      """
      orchestrators:
        - name: beta
          url: http://192.0.2.8:8000
          kind: ai-runner
          offers: [ { pipeline: upscale, model: a/b, price: 1e-8 USD/px } ]
      """;

  @TempDir Path folder;

  private List<String> problems(String yaml) {
    return new TestingConfiguration(folder).file(yaml).problems();
  }

  @Test
  void allAreReportedTogetherInTheOrderOfTheFile() {
    assertEquals(
        List.of(
            "pixelgate.yaml:1: role: \"boss\": must be all-in-one or gateway or worker",
            "pixelgate.yaml:3: listen.prot: unknown key, did you mean listen.port?",
            "pixelgate.yaml:5: limits.body: \"20 MiBs\": unknown unit, use B, KiB, MiB or GiB",
            "pixelgate.yaml:12: caps[1].max: is missing"),
        problems(
            """
                role: boss
                listen:
                  prot: 8080
                limits:
                  body: 20 MiBs





                caps: [ { max: 1e-8 USD/px },
                  { pipeline: upscale } ]
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen: { port: 65536 }|listen.port: \"65536\": must be within 0 and 65535",
        "listen: { port: 80.0 }|listen.port: \"80.0\": not a whole number",
        "listen: { port: }|listen.port: needs a value",
        "listen: { port: [ 1 ] }|listen.port: is not a list",
        "listen: { host: 'http://a' }|listen.host: \"http://a\": not a host, use an address such as"
            + " 127.0.0.1, 0.0.0.0 or ::, or a name",
        "listen: { trusted-proxies: [ proxy ] }|listen.trusted-proxies[0]: \"proxy\": not an"
            + " address, use one such as 10.0.0.0/8 or fd00::/8",
        "listen: 8080|listen: needs keys below it",
        "public-url: gate.example|public-url: \"gate.example\": not an absolute http or https URL",
        "public-url: 'https://a/?x=1'|public-url: \"https://a/?x=1\": must not have a query or a"
            + " fragment",
        "auth: maybe|auth: \"maybe\": must be keys or none",
        "open-to-the-world: yes|open-to-the-world: \"yes\": must be false or true",
        "metrics: closed|metrics: \"closed\": must be open or operator",
        "cors: { origins: [ 'https://a/' ] }|cors.origins[0]: \"https://a/\": an origin is scheme,"
            + " host and port, such as https://app.example",
        "limits: { request: 10 minutes }|limits.request: \"10 minutes\": unknown unit, use ms, s,"
            + " min or h",
        "limits: { upload: 0 s }|limits.upload: \"0 s\": must be within 1 and 86400000 ms",
        "limits: { body: 1e6 B }|limits.body: \"1e6 B\": not a whole number with a unit (B, KiB,"
            + " MiB or GiB)",
        "defaults: { upscale: 'a b' }|defaults.upscale: \"a b\": a model id is up to 200 of A-Z a-z"
            + " 0-9 . _ - /",
        "caps: [ { max: 5 } ]|caps[0].max: cap \"5\" has no unit",
        "accounts: [ { cap: 5 USD } ]|accounts[0].cap: cap \"5 USD\" has the unit USD, USD/px,"
            + " USD/Mpx, wei/px, gwei/Mpx or USD/request is needed",
        "caps: [ 5 ]|caps[0]: needs keys: [pipeline, model, max]",
        "attempts: { max: 11 }|attempts.max: \"11\": must be within 1 and 10",
        "attempts: { deadline: soon }|attempts.deadline: \"soon\": not a whole number with a unit"
            + " (ms, s, min or h)",
        "self-hosted: { enabled: maybe }|self-hosted.enabled: \"maybe\": must be auto or true or"
            + " false",
        "self-hosted: { device: gpu }|self-hosted.device: \"gpu\": must be auto, cpu or cuda:0",
        "store: { url: 'postgresql://u:p@h' }|store.url: a store's URL needs user, host and database:"
            + " postgresql://user:password@host/database",
        "media: { url: 's3://bucket' }|media.url: \"s3://bucket\": region=... is missing, such as"
            + " eu-west-1; auto for Google, and servers without regions take us-east-1",
        "media: { ttl: 1 day }|media.ttl: \"1 day\": unknown unit, use ms, s, min or h",
        "accounts: [ { name: A, key-sha256: 00 } ]|accounts[0].name: \"A\": an account name is up"
            + " to 64 of a-z 0-9 - _ . and starts with a letter or a digit",
        "policy: dearest|policy: \"dearest\": must be cheapest or balanced or fastest or weighted",
        "rates: { ETH/USD: 3.1e3 }|rates.ETH/USD: \"3.1e3\": not a decimal number of USD for an"
            + " ether",
        "rates: { ETH/USD: 0 }|rates.ETH/USD: \"0\": rate 0 USD for an ether must be above 0, with"
            + " at most 40 digits",
        "rates: { ETH/USD: { url: https://a.example } }|rates.ETH/USD.url: needs"
            + " rates.ETH/USD.pointer beside it",
        "rates: { ETH/USD: { pointer: /a } }|rates.ETH/USD.pointer: needs rates.ETH/USD.url beside"
            + " it",
        "rates: { ETH/USD: { url: https://a.example, pointer: a } }|rates.ETH/USD.pointer: \"a\": not"
            + " a JSON pointer such as /data/amount",
        "rates: { ETH/USD: { url: https://a.example, pointer: /a, every: 20 min"
            + " } }|rates.ETH/USD.every: a rate would end before it is asked for again: max-age"
            + " (900000 ms) must be above every (1200000 ms)",
        "discovery: { webhook: a.example }|discovery.webhook: \"a.example\": not an absolute http or"
            + " https URL",
        "discovery: { every: 60 }|discovery.every: \"60\": no unit, use ms, s, min or h",
        "discovery: { every: 100 ms }|discovery.every: \"100 ms\": must be within 1000 and 86400000"
            + " ms",
        "discovery: { timeout: 5 min }|discovery.timeout: \"5 min\": must be within 1 and 60000 ms",
        "discovery: { allow-private: yes }|discovery.allow-private: \"yes\": must be false or true",
        "discovery: { max-age: 60 s }|discovery.max-age: offers would end before they are asked for"
            + " again: discovery.max-age (60000 ms) must be above discovery.every (60000 ms)",
        "discovery: { every: 10 min }|discovery.every: offers would end before they are asked for"
            + " again: discovery.max-age (600000 ms) must be above discovery.every (600000 ms)",
        "accounts: [ { budget: 5 USD } ]|accounts[0].budget: budget \"5 USD\" must be like 5"
            + " USD/day, 100 USD/month Europe/Berlin or prepaid",
        "accounts: [ { rate: 20 } ]|accounts[0].rate: \"20\": not a whole number of requests in a"
            + " time, like 20/s",
        "accounts: [ { rate: 0/s } ]|accounts[0].rate: \"0/s\": must be at least 1 request; a"
            + " revoked key asks nothing",
        "accounts: [ { concurrent: 0 } ]|accounts[0].concurrent: \"0\": must be within 1 and 1000000",
        "accounts: [ { name: a, budget: 5 USD/day }, { name: a, budget: 6 USD/day } ]|"
            + "accounts[1].budget: 6 USD/day is not the budget of the same account above: 5 USD/day",
        "limts: { side: 5 }|limts.side: unknown key, did you mean limits.side?",
        "listen.port: 5|listen.port: a key has no dot here, nest the keys in each other",
      })
  void isSaidWithItsLine(String yaml, String expected) {
    List<String> problems = problems("\n" + yaml + "\n");
    assertTrue(problems.contains("pixelgate.yaml:2: " + expected), problems::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|: needs at least one of KNOWN",
        "|: needs at least one of KNOWN",
        "png|: needs a list",
        "[ jpeg, heic ]|[1]: \"heic\": must be ALTERNATIVES",
        "[ PNG ]|[0]: \"PNG\": must be ALTERNATIVES",
        "[ jpg ]|[0]: \"jpg\": must be ALTERNATIVES",
        "[ [ png ] ]|[0]: is not a list",
        "[ { png: true } ]|[0]: has no keys below it",
      })
  void ofFormatsNameThoseThatAreKnown(String wrong, String expected) {
    List<String> known =
        Arrays.stream(PictureFormat.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
    String said =
        expected
            .replace("KNOWN", String.join(", ", known))
            .replace("ALTERNATIVES", String.join(" or ", known));
    String formats = "USD/px, formats: " + (wrong == null ? "" : wrong);
    assertEquals(
        List.of("pixelgate.yaml:5: orchestrators[0].offers[0].formats" + said),
        problems(ORCHESTRATOR.replace("USD/px", formats)));
  }

  @Test
  void ownRuntimeKnowsByItselfWhatItReads() {
    String own =
        "self-hosted: { offers: [ { pipeline: upscale, model: a/b, price: 1e-8 USD/px,"
            + " formats: [ png ] } ] }";
    assertEquals(
        List.of("pixelgate.yaml:1: self-hosted.offers[0].formats: unknown key"), problems(own));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: beta|name: self-hosted|name: \"self-hosted\": the own runtime has this name, take"
            + " another one",
        "name: beta|name: Beta|name: \"Beta\": an orchestrator's name is up to 32 of a-z 0-9 -",
        "kind: ai-runner|kind: pixelgate|offers: another Pixelgate lists its prices itself",
        "kind: ai-runner|kind: other|kind: \"other\": must be ai-runner or pixelgate or"
            + " livepeer",
        "http://192|ftp://192|url: \"ftp://192.0.2.8:8000\": not an absolute http or https URL",
        "http://192|http://me:pw@192|url: \"http://***@192.0.2.8:8000\": a URL with a user or"
            + " password in it is not read",
        "kind: ai-runner|ca: c.pem|ca: is for an https url; http://192.0.2.8:8000 has no certificate",
        "1e-8 USD/px|1e-8 ETH/px|offers[0].price: price \"1e-8 ETH/px\" has the unit ETH/px, USD/px,"
            + " USD/Mpx, wei/px or gwei/Mpx is needed",
      })
  void ofAnOrchestratorNameTheKey(String right, String wrong, String expected) {
    List<String> problems = problems(ORCHESTRATOR.replace(right, wrong));
    assertTrue(
        problems.stream().anyMatch(p -> p.endsWith("orchestrators[0]." + expected)),
        problems::toString);
  }

  @Test
  void ofAnAuthorityNameTheFile() {
    String secure = ORCHESTRATOR.replace("http:", "https:");
    String key = "pixelgate.yaml:4: orchestrators[0].ca: \"c.pem\": ";
    String yaml = secure.replace("kind: ai-runner", "ca: c.pem\n    kind: ai-runner");
    assertEquals(
        List.of(key + "there is no readable file " + folder.resolve("c.pem")), problems(yaml));

    for (String text : List.of("", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n")) {
      assertEquals(
          List.of(key + folder.resolve("c.pem") + " holds no PEM certificates"),
          new TestingConfiguration(folder).write("c.pem", text).file(yaml).problems());
    }
  }

  @Test
  void takesNoAuthorityInBinaryForm() throws Exception {
    TestingCertificate.make(folder);
    String pem = Files.readString(folder.resolve("cert.pem"));
    String body = pem.replaceAll("-----[A-Z ]+-----", "");
    Files.write(folder.resolve("c.der"), Base64.getMimeDecoder().decode(body));
    String yaml =
        ORCHESTRATOR
            .replace("http:", "https:")
            .replace("kind: ai-runner", "ca: c.der\n    kind: ai-runner");
    assertEquals(
        List.of(
            "pixelgate.yaml:4: orchestrators[0].ca: \"c.der\": "
                + folder.resolve("c.der")
                + " holds no PEM certificates"),
        problems(yaml));
    assertEquals(
        Optional.of(folder.resolve("cert.pem")),
        new TestingConfiguration(folder)
            .file(yaml.replace("c.der", "cert.pem"))
            .valid()
            .orchestrators()
            .getFirst()
            .ca());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "livepeer|token: x|token: a Livepeer orchestrator gives its tokens itself",
        "livepeer|auth: { google-id-token: a }|auth.google-id-token: a Livepeer orchestrator asks for none",
        "ai-runner|auth: { google-id-token: a }|auth.google-id-token: is for an https url; to"
            + " http://192.0.2.8:8000 it would go in the open",
        "ai-runner|auth: { google-id-token: a b }|auth.google-id-token: \"a b\": an audience is"
            + " visible ASCII without spaces",
        "ai-runner|auth: { google-id-tokens: a }|auth.google-id-tokens: unknown key, did you mean"
            + " auth.google-id-token?",
        "livepeer|tls: strict|tls: is for an https url; http://192.0.2.8:8000 has no certificate",
        "livepeer|tls: lax|tls: \"lax\": must be follow or strict or verify",
        "ai-runner|tls: follow|tls: is for kind livepeer; ca names whom else to trust here",
        "pixelgate|tls: follow|tls: is for kind livepeer; ca names whom else to trust here",
      })
  void keysOfOneKindAreNotTakenForAnother(String kind, String key, String expected) {
    String yaml =
        "orchestrators: [ { name: beta, url: 'http://192.0.2.8:8000', kind: %s, %s } ]"
            .formatted(kind, key);
    List<String> problems = problems(yaml);
    assertTrue(
        problems.stream().anyMatch(p -> p.endsWith("orchestrators[0]." + expected)),
        problems::toString);
  }

  @Test
  void orchestratorNeedsItsKeys() {
    assertEquals(
        List.of(
            "pixelgate.yaml:2: orchestrators[0].kind: is missing",
            "pixelgate.yaml:2: orchestrators[0].name: is missing",
            "pixelgate.yaml:2: orchestrators[0].url: is missing"),
        problems("orchestrators:\n  - { charged: on-success }\n"));
    assertEquals(
        List.of(
            "pixelgate.yaml:2: orchestrators[0].offers: needs at least one offer {pipeline, model,"
                + " price}"),
        problems("orchestrators:\n  - { name: a, url: 'http://b', kind: ai-runner }\n"));
  }

  @Test
  void namesAndOffersAndKeysAreGivenOnce() {
    String hash = "0".repeat(64);
    assertEquals(
        List.of(
            "pixelgate.yaml:5: orchestrators[0].offers[1].model: upscale a/b is offered twice",
            "pixelgate.yaml:6: orchestrators[1].name: \"beta\" is taken by another orchestrator",
            "pixelgate.yaml:11: accounts[1].key-sha256: is another account's too"),
        problems(
            ORCHESTRATOR.replace(" ]", ", { pipeline: upscale, model: a/b, price: 2e-8 USD/px } ]")
                + ORCHESTRATOR.substring(ORCHESTRATOR.indexOf('\n') + 1)
                + "accounts: [ { name: a, key-sha256: '%s' },\n  { name: b, key-sha256: '%s' } ]"
                    .formatted(hash, hash)));
  }

  @Test
  void showNoSecret() {
    List<String> problems =
        new TestingConfiguration(folder)
            .file(
                """
                worker: { token: "pass word" }
                listen: { port: "${PASSWORD}" }
                accounts: [ { name: a, key-sha256: "pg_secret" } ]
                """)
            .environment("PASSWORD", "hunter2")
            .problems();
    assertEquals(3, problems.size());
    for (String secret : List.of("pass word", "hunter2", "pg_secret")) {
      assertFalse(problems.toString().contains(secret), problems::toString);
    }
  }

  @Test
  void aPasswordOfAStoreThatCannotBeIsNotShown() {
    String problem = problems("store: { url: \"mysql://u:hunter2@h/d\" }").getFirst();
    assertFalse(problem.contains("hunter2"), problem);
  }

  @Test
  void ofYamlItselfHaveALine() {
    assertEquals(
        List.of("pixelgate.yaml:3: listen.port: given twice, first at pixelgate.yaml:2"),
        problems("listen:\n  port: 1\n  port: 2\n").stream()
            .map(p -> p.replace(": port:", ": listen.port:"))
            .toList());
    assertFirst("listen:\n\tport: 1\n", "2: not readable as YAML: ");
    assertFirst("a: [ 1\nb: 2", "2: not readable as YAML: ");
    assertFirst("- a\n", "1: a configuration consists of keys");
    assertFirst("data: !!binary aGk=\n", "1: the tag tag:yaml.org,2002:binary is not read");
    assertFirst("data: *nobody\n", "1: not readable as YAML: ");
    assertFirst("a: 1\n---\nb: 1\n", "2: not readable as YAML: ");
    assertFirst("caps: &c\n  - *c\n", "1: an alias stands within its own anchor");
    assertFirst("? [ a ]\n: 1\n", "1: a key must be a plain word");
  }

  private void assertFirst(String yaml, String beginning) {
    String first = problems(yaml).getFirst();
    assertTrue(first.startsWith("pixelgate.yaml:" + beginning), first);
  }

  @Test
  void ofTooManyAliasesComeWithoutABang() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [ x, x, x, x, x, x, x, x, x ]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1) + ", ";
      bomb.append("a%d: &a%d [ %s ]\n".formatted(i, i, alias.repeat(9)));
    }
    assertTrue(
        problems(bomb.toString()).stream().anyMatch(p -> p.contains("aliases")),
        () -> problems(bomb.toString()).toString());
  }

  @Test
  void ofAFileThatIsNoTextAreSaid() throws IOException {
    Files.write(folder.resolve("pixelgate.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertEquals(
        List.of("pixelgate.yaml: is not UTF-8 text"), new TestingConfiguration(folder).problems());
  }

  @Test
  void ofTlsFilesNameTheFile() {
    assertEquals(
        List.of(
            "pixelgate.yaml:2: listen.tls.cert: \"c.pem\": there is no readable file "
                + folder.resolve("c.pem"),
            "pixelgate.yaml:2: listen.tls.cert: listen.tls needs both cert and key"),
        problems("listen:\n  tls: { cert: c.pem }\n"));
  }
}
