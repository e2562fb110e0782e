package dev.pixelgate.pricing.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00.900Z");
  private static final Capability MODEL = new Capability(Pipeline.UPSCALE, "some/model");
  private static final QuotedJob JOB = new QuotedJob(MODEL, new Pixels(3), 1);
  private static final Quote QUOTE = quote(Duration.ofMinutes(5));

  private static Quote quote(Duration ttl) {
    return Quote.issue(
        "q_1",
        "acme",
        JOB,
        Usd.parse("0.000000000002 USD"),
        Price.parse("5e-13 USD/px"),
        "alpha",
        NOW,
        ttl);
  }

  @Test
  void holdsInWholeSecondsForNoLongerThanWasMeant() {
    assertEquals(Instant.parse("2026-11-29T12:00:00Z"), QUOTE.issued());
    assertEquals(Instant.parse("2026-11-29T12:05:00Z"), QUOTE.expires());
    assertTrue(QUOTE.holdsAt(QUOTE.expires().minusNanos(1)));
    assertFalse(QUOTE.holdsAt(QUOTE.expires()));
  }

  @Test
  void holdsForSomeTimeHoweverShort() {
    assertTrue(quote(Duration.ofMillis(1)).holdsAt(NOW));
  }

  @Test
  void neverEndsBeforeItBegins() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Quote("q_1", "acme", JOB, Usd.ZERO, Price.parse("1 USD/Mpx"), "alpha", NOW, NOW));
  }

  @Test
  void bindsItsOwnJobAndAccount() {
    assertEquals(new Binding.Fits(), QUOTE.binds(JOB));
    assertEquals(new Binding.Fits(), QUOTE.bindsAccount("acme"));
    assertEquals(new Binding.Differs("account", "acme", "other"), QUOTE.bindsAccount("other"));
  }

  @ParameterizedTest
  @CsvSource({
    "image-to-image, some/model, 3, 1, pipeline, upscale, image-to-image",
    "upscale, other/model, 4, 2, model_id, some/model, other/model",
    "upscale, some/model, 4, 2, pixels, 3, 4",
    "upscale, some/model, 3, 2, images, 1, 2"
  })
  void saysTheFirstDifferenceWithBothValues(
      String pipeline,
      String model,
      long pixels,
      int images,
      String field,
      String quoted,
      String asked) {
    Capability capability = new Capability(Pipeline.of(pipeline).orElseThrow(), model);
    assertEquals(
        new Binding.Differs(field, quoted, asked),
        QUOTE.binds(new QuotedJob(capability, new Pixels(pixels), images)));
  }

  /** 3 px at 5e-13 USD are 1.5e-12 USD, rounded up to 2e-12: within a cap of the same price. */
  @ParameterizedTest
  @CsvSource({
    "2e-12 USD/request, true",
    "1e-12 USD/request, false",
    "5e-13 USD/px, true",
    "3.3e-13 USD/px, false",
    "1 USD/px, true",
    "9000000 USD/px, true"
  })
  void isWithinACapThatThePriceIsWithin(String cap, boolean within) {
    assertEquals(
        within, QUOTE.exceeded(List.of(Cap.parse(cap, "here")), Optional.empty()).isEmpty(), cap);
  }

  @Test
  void isWithinNoCapInWeiWithoutARate() {
    Cap cap = Cap.parse("1000000000 wei/px", "here");
    assertEquals(Optional.of(cap), QUOTE.exceeded(List.of(cap), Optional.empty()));
    assertEquals(
        Optional.empty(),
        QUOTE.exceeded(List.of(cap), Optional.of(Rate.fixed(new BigDecimal("3000")))));
  }

  @Test
  void namesTheFirstCapThatIsTooLow() {
    Cap high = Cap.parse("1 USD/request", "high");
    Cap low = Cap.parse("1e-12 USD/request", "low");
    Cap lower = Cap.parse("0 USD/request", "lower");
    assertEquals(Optional.of(low), QUOTE.exceeded(List.of(high, low, lower), Optional.empty()));
  }
}
