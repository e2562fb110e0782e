package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.WeiAmount;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaymentsTest {
  private static final String WHOLE =
      """
      payments:
        signer: https://signer.example/eth/
        headers: { Authorization: "Bearer ${SIGNER_TOKEN}", X-Tenant: acme }
        max-float: 0.0001 ETH
        timeout: 1500 ms
      """;

  @TempDir Path folder;

  private TestingConfiguration sources() {
    return new TestingConfiguration(folder).environment("SIGNER_TOKEN", "s3cret");
  }

  private void refuses(String yaml, String... problems) {
    assertEquals(List.of(problems), sources().file(yaml).problems());
  }

  @Test
  void nobodyIsPaidWithoutThem() {
    assertEquals(Optional.empty(), sources().valid().payments());
    assertEquals(Optional.empty(), sources().file("payments:\n").valid().payments());
  }

  @Test
  void readsWhoSignsAndWhatItMaySpend() {
    assertEquals(
        new PaymentRules(
            URI.create("https://signer.example/eth"),
            Map.of("Authorization", new Secret("Bearer s3cret"), "X-Tenant", new Secret("acme")),
            WeiAmount.of(100_000_000_000_000L),
            Duration.ofMillis(1500)),
        sources().file(WHOLE).valid().payments().orElseThrow());
  }

  @Test
  void hasAFloatAndATimeByItself() {
    PaymentRules rules =
        sources()
            .file("payments: { signer: http://10.0.0.7:8935 }")
            .valid()
            .payments()
            .orElseThrow();
    assertEquals(WeiAmount.of(20_000_000_000_000L), rules.maxFloat());
    assertEquals(Duration.ofSeconds(3), rules.timeout());
    assertEquals(Map.of(), rules.headers());
  }

  @Test
  void showsNoHeader() {
    Configuration configuration = sources().file(WHOLE).valid();
    String described = String.join("\n", configuration.describe());
    assertTrue(described.contains("payments.headers.Authorization = ***"), described);
    assertTrue(described.contains("payments.max-float = 0.0001 ETH"), described);
    assertTrue(!described.contains("s3cret") && !described.contains("acme"), described);
    assertTrue(!configuration.toString().contains("s3cret"));
  }

  @Test
  void needsASigner() {
    refuses(
        "payments: { max-float: 1 gwei }\n",
        "pixelgate.yaml:1: payments.max-float: needs payments.signer beside it");
    refuses(
        "payments: { headers: { A: b } }\n",
        "pixelgate.yaml:1: payments.headers.A: needs payments.signer beside it");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refuses(
        "payments: { signer: https://s.example, maxfloat: 1 gwei, timeout: 3 }\n",
        "pixelgate.yaml:1: payments.maxfloat: unknown key, did you mean payments.max-float?",
        "pixelgate.yaml:1: payments.timeout: \"3\": no unit, use ms, s, min or h");
    refuses(
        "payments: { signer: ftp://s.example, headers: 5 }\n",
        "pixelgate.yaml:1: payments.headers: needs keys below it",
        "pixelgate.yaml:1: payments.signer: \"ftp://s.example\": not an absolute http or https URL");
  }

  @Test
  void refusesHeadersThatWouldForgeARequestAndShowsNoneOfThem() {
    refuses(
        """
        payments:
          signer: https://s.example
          headers:
            Content-Length: "5"
            "a b": c
            Authorization: "x\\ny"
            X-A: "1"
            x-a: "2"
        """,
        "pixelgate.yaml:4: payments.headers.Content-Length: this header belongs to the request"
            + " itself",
        "pixelgate.yaml:5: payments.headers.a b: a header's name is up to 64 letters, digits and"
            + " some of !#$%&'*+-^_`|~",
        "pixelgate.yaml:6: payments.headers.Authorization: a header's value is printable ASCII in"
            + " one line",
        "pixelgate.yaml:8: payments.headers.x-a: given twice: headers' names have no capitals and"
            + " no small letters");
  }

  @Test
  void headersInAVariableAreJsonAndReplaceThoseOfTheFile() {
    PaymentRules rules =
        sources()
            .file(WHOLE)
            .environment("PIXELGATE_PAYMENTS_HEADERS", "{\"X-Key\": \"other\"}")
            .environment("PIXELGATE_PAYMENTS_MAX_FLOAT", "7 wei")
            .valid()
            .payments()
            .orElseThrow();
    assertEquals(Map.of("X-Key", new Secret("other")), rules.headers());
    assertEquals(WeiAmount.of(7), rules.maxFloat());
  }

  @Test
  void workerPaysNobody() {
    refuses(
        "role: worker\npayments: { signer: https://s.example }\n",
        "pixelgate.yaml:2: payments.signer: the worker role only computes, it pays nobody");
  }

  @ParameterizedTest
  @CsvSource({
    "1 wei, 1",
    "20000 gwei, 20000000000000",
    "0.5 gwei, 500000000",
    "0.00002 ETH, 20000000000000",
    "1000 ETH, 1000000000000000000000"
  })
  void readsAmountsOfEther(String text, BigInteger wei) {
    assertEquals(WeiAmount.of(wei), Units.wei(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 wei", "0.5 wei", "1000.1 ETH", "1", "1 eth", "-1 wei", "1e9 wei", "1 gwei x"})
  void refusesOtherAmounts(String text) {
    assertThrows(IllegalArgumentException.class, () -> Units.wei(text));
  }
}
