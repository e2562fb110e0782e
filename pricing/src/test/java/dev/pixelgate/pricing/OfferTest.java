package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.picture.PictureFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferTest {
  private static final Capability GENERAL = new Capability(Pipeline.UPSCALE, "a");
  private static final UsdPerPixel PRICE = UsdPerPixel.parse("1e-8 USD/px");

  @ParameterizedTest
  @EnumSource
  void readsEveryFormatWhenItNamesNone(PictureFormat format) {
    assertTrue(Offer.configured("alpha", GENERAL, PRICE).reads(format));
  }

  @ParameterizedTest
  @EnumSource
  void readsExactlyTheFormatsItNames(PictureFormat named) {
    Offer offer = reading(Set.of(named));
    for (PictureFormat format : PictureFormat.values()) {
      assertEquals(format == named, offer.reads(format), format::toString);
    }
  }

  @Test
  void listsItsFormatsInOneOrderWhateverTheInput() {
    Set<PictureFormat> backwards =
        new LinkedHashSet<>(List.of(PictureFormat.JPEG, PictureFormat.PNG));
    assertEquals(
        List.of(PictureFormat.PNG, PictureFormat.JPEG), List.copyOf(reading(backwards).formats()));
  }

  @Test
  void keepsItsFormatsWhenTheGivenOnesChange() {
    EnumSet<PictureFormat> given = EnumSet.of(PictureFormat.JPEG);
    Offer offer = reading(given);
    given.add(PictureFormat.PNG);
    assertFalse(offer.reads(PictureFormat.PNG));
    Set<PictureFormat> kept = offer.formats();
    assertThrows(UnsupportedOperationException.class, () -> kept.add(PictureFormat.PNG));
  }

  @Test
  void hasNoAgeWhenItIsOnlyWrittenDown() {
    Offer written = Offer.configured("alpha", GENERAL, PRICE);
    Instant noon = Instant.parse("2026-11-25T12:00:00Z");
    assertEquals(Optional.empty(), written.age(noon));
    Offer seen = written.seen(noon.minusSeconds(30), noon);
    assertEquals(Optional.of(Duration.ofSeconds(30)), seen.age(noon));
  }

  @Test
  void thatReadsNothingIsNone() {
    Set<PictureFormat> none = Set.of();
    var error = assertThrows(IllegalArgumentException.class, () -> reading(none));
    assertEquals("the offer of upscale a by alpha reads no format", error.getMessage());
  }

  private static Offer reading(Set<PictureFormat> formats) {
    return Offer.configured("alpha", GENERAL, PRICE, formats);
  }
}
