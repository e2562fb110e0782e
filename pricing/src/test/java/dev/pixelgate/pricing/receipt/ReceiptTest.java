package dev.pixelgate.pricing.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.Usd;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static final Sha256 HASH = Sha256.of(new byte[0]);

  @Test
  void hasOneSpelling() {
    String first =
        Receipts.of("r_1", 655_360_000)
            .at(Place.first("i_1", Optional.of(new Head("i_0", 7, HASH))));
    assertEquals(
        ("{'v':1,'id':'r_1','account':'acme','instance':'i_1','seq':1,"
                + "'follows':{'instance':'i_0','seq':7,'hash':'"
                + HASH
                + "'},'at':'2026-11-29T12:00:00.000Z','pipeline':'upscale',"
                + "'model':'xinntao/realesr-general-x4v3','job':'"
                + Sha256.of("r_1".getBytes(StandardCharsets.UTF_8))
                + "','pixels':65536,'attempts':[{'attempt':1,'orchestrator':'beta',"
                + "'price':'1.0e-8 USD/px','owed':'0.000655360000 USD',"
                + "'charge':'0.000655360000 USD','outcome':'served',"
                + "'started':'2026-11-29T11:59:59.588Z','took_ms':410}],"
                + "'charge':'0.000655360000 USD','cached':false,'why':'beta was the cheapest'}")
            .replace('\'', '"'),
        first);
  }

  /** Members that were added; what has none of them is spelt as before. */
  @Test
  void tellsWhatIsOwedInWeiAndWhatWasPaidForIt() {
    PaidAttempt served = Receipts.of("r_1", 655_360_000).attempts().getFirst();
    Rate asked = new Rate(new BigDecimal("3120.550"), Instant.parse("2026-11-29T12:15:00Z"));
    Optional<PaidAttempt.Tickets> tickets =
        Optional.of(new PaidAttempt.Tickets(20, new BigInteger("160000000000")));
    assertTrue(
        attempt(served, Optional.of(asked), tickets)
            .endsWith(
                ",\"took_ms\":410,\"owed_wei\":\"125 wei\",\"rate\":\"3120.55 USD/ETH\","
                    + "\"rate_until\":\"2026-11-29T12:15:00.000Z\","
                    + "\"paid\":{\"wei\":\"160000000000 wei\",\"tickets\":20}}"));
    assertTrue(
        attempt(served, Optional.of(Rate.fixed(BigDecimal.TEN)), Optional.empty())
            .endsWith(",\"took_ms\":410,\"owed_wei\":\"125 wei\",\"rate\":\"10 USD/ETH\"}"));
  }

  private static String attempt(
      PaidAttempt served, Optional<Rate> rate, Optional<PaidAttempt.Tickets> tickets) {
    CanonicalJson json = new CanonicalJson();
    new PaidAttempt(
            served.attempt(),
            served.orchestrator(),
            served.price(),
            served.owed(),
            served.charge(),
            served.outcome(),
            served.started(),
            served.took(),
            Optional.of(new PaidAttempt.InWei(BigInteger.valueOf(125), rate)),
            tickets)
        .fill(json);
    return json.toString();
  }

  @Test
  void namesTheHashOfTheOneBefore() {
    String second = Receipts.of("r_2", 1).at(Place.after(new Head("i_1", 1, HASH)));
    assertTrue(second.contains("\"seq\":2,\"previous\":\"" + HASH + "\",\"at\":"), second);
  }

  /**
   * What clients and orchestrators send is in it: it must not be able to look like something else.
   */
  @Test
  void isPrintableAsciiWhateverIsInIt() {
    Receipt receipt =
        new Receipt(
            "r_1",
            "ac\"me",
            Receipts.NOON,
            Receipts.MODEL,
            Optional.empty(),
            new Pixels(1),
            List.of(),
            Usd.ZERO,
            Optional.of("q_1"),
            true,
            "a\\b\n\u00e9\ud83d\ude00");
    String text = receipt.at(Place.first("i", Optional.empty()));
    assertTrue(text.chars().allMatch(c -> c >= ' ' && c <= '~'), text);
    assertTrue(text.contains("\"ac\\\"me\""), text);
    assertTrue(text.contains("\"a\\\\b\\u000a\\u00e9\\ud83d\\ude00\""), text);
    assertTrue(text.contains("\"quote\":\"q_1\",\"cached\":true"), text);
  }

  @Test
  void chargesWhatItsAttemptsCharge() {
    Receipt good = Receipts.of("r_1", 5);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Receipt(
                "r_1",
                "acme",
                Receipts.NOON,
                Receipts.MODEL,
                Optional.empty(),
                new Pixels(1),
                good.attempts(),
                new Usd(6),
                Optional.empty(),
                false,
                ""));
  }

  @Test
  void namesAJobByPictureModelAndParameters() {
    String job =
        "{\"pipeline\":\"upscale\",\"model\":\"xinntao/realesr-general-x4v3\",\"image\":\""
            + HASH
            + "\",\"parameters\":{\"prompt\":\"a cat\",\"seed\":\"7\"}}";
    TreeMap<String, String> parameters = new TreeMap<>(Map.of("seed", "7", "prompt", "a cat"));
    Sha256 digest = JobDigest.of(Receipts.MODEL, HASH, parameters);
    assertEquals(Sha256.of(job.getBytes(StandardCharsets.US_ASCII)), digest);

    parameters.put("seed", "8");
    assertNotEquals(digest, JobDigest.of(Receipts.MODEL, HASH, parameters));
  }

  @Test
  void hasNoPlaceWithoutWhatComesBefore() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Place("i", 2, Optional.empty(), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Place("i", 1, Optional.of(HASH), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Place("i", 0, Optional.empty(), Optional.empty()));
  }
}
