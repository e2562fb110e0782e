package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceBookTest {
  private static final Offer DEAR = offer("dear", "a", "3e-8 USD/px");
  private static final Offer CHEAP = offer("cheap", "a", "1e-8 USD/px");
  private static final Offer AS_DEAR = offer("as-dear", "a", "0.03 USD/Mpx");
  private static final Offer OTHER = offer("cheap", "b", "0 USD/px");

  private final PriceBook book = PriceBook.of(List.of(DEAR, OTHER, CHEAP, AS_DEAR));

  @Test
  void ranksByPriceAndEqualOnesByName() {
    assertEquals(List.of(CHEAP, AS_DEAR, DEAR), offers(book, DEAR.capability()));
  }

  @Test
  void listsModelsOnceInOrderOfTheirFirstOffer() {
    assertEquals(List.of("a", "b"), book.models(Pipeline.UPSCALE));
  }

  @Test
  void knowsOnlyWhatIsOffered() {
    Capability unknown = new Capability(Pipeline.UPSCALE, "c");
    assertTrue(book.knows(OTHER.capability()));
    assertFalse(book.knows(unknown));
    assertEquals(List.of(), book.asks(unknown));
  }

  @Test
  void refusesTheSameCapabilityTwiceFromOneOrchestrator() {
    var offers = List.of(CHEAP, offer("cheap", "a", "2e-8 USD/px"));
    var error = assertThrows(IllegalArgumentException.class, () -> PriceBook.of(offers));
    assertEquals("orchestrator cheap offers upscale a twice", error.getMessage());
  }

  @Test
  void staysAsItWasMade() {
    List<Offer> offers = new ArrayList<>(List.of(DEAR));
    PriceBook snapshot = PriceBook.of(offers);
    offers.add(CHEAP);
    assertEquals(List.of(DEAR), snapshot.all());
    assertThrows(UnsupportedOperationException.class, () -> snapshot.all().clear());
    List<Ask> ranked = snapshot.asks(DEAR.capability());
    assertThrows(UnsupportedOperationException.class, () -> ranked.clear());
  }

  private static List<Offer> offers(PriceBook from, Capability capability) {
    return from.asks(capability).stream().map(Ask::offer).toList();
  }

  private static Offer offer(String orchestrator, String model, String price) {
    return Offer.configured(
        orchestrator, new Capability(Pipeline.UPSCALE, model), Price.parse(price));
  }
}
