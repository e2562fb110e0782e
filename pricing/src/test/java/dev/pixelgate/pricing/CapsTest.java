package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CapsTest {
  private static final Capability GENERAL = new Capability(Pipeline.UPSCALE, "general");
  private static final Capability DIFFUSION = new Capability(Pipeline.UPSCALE, "diffusion");
  private static final Pixels MEGAPIXEL = new Pixels(1_000_000);

  @Test
  void letsAnEqualPricePassAndTheNextDearerNot() {
    Cap cap = Cap.parse("1.9073484e-8 USD/px", "caps[1]");
    assertTrue(allows(cap, offer("1.9073484e-8 USD/px"), new Pixels(1)));
    assertFalse(allows(cap, offer("1.907348400000000000001e-8 USD/px"), new Pixels(1)));
  }

  @Test
  void letsAnEqualChargePassAndOnePicodollarMoreNot() {
    Cap cap = Cap.parse("0.01 USD/request", "caps[0]");
    assertTrue(allows(cap, offer("0.01 USD/Mpx"), MEGAPIXEL));
    assertFalse(allows(cap, offer("0.01 USD/Mpx"), new Pixels(1_000_001)));
    assertFalse(allows(cap, offer("1.00000000000000001e-8 USD/px"), MEGAPIXEL));
  }

  @Test
  void comparesAChargeTooLargeForAnAmount() {
    Cap cap = Cap.parse("1 USD/request", "caps[0]");
    assertFalse(allows(cap, offer("9223372 USD/px"), MEGAPIXEL));
  }

  /** The exact comparison without rounding is the contract's comparison of rounded charges. */
  @Property
  void comparesChargesAsIfRounded(
      @ForAll("offers") Offer offer,
      @ForAll @LongRange(min = 1, max = 64) long pixels,
      @ForAll @LongRange(min = 0, max = 400) long cap) {
    boolean allowed =
        allows(new Cap.PerRequest(new Usd(cap), "caps[0]"), offer, new Pixels(pixels));
    assertEquals(usd(offer).charge(new Pixels(pixels)).picodollars() <= cap, allowed);
  }

  @Property
  void strictestAllowsExactlyWhatAllAllow(
      @ForAll("offers") Offer offer,
      @ForAll @LongRange(min = 1, max = 64) long count,
      @ForAll @Size(max = 5) List<@From("caps") Cap> caps) {
    Pixels pixels = new Pixels(count);
    Strictest strictest =
        Caps.NONE.and(caps).strictest(offer.capability(), pixels, Optional.empty());
    assertEquals(caps.isEmpty(), strictest instanceof Strictest.Unlimited);
    assertEquals(
        caps.stream().allMatch(cap -> allows(cap, offer, pixels)), strictest.allows(usd(offer)));
  }

  @Test
  void holdsARuleOnlyWhereItApplies() {
    Cap everywhere = Cap.parse("3 USD/Mpx", "caps[0]");
    Cap upscale = Cap.parse("2 USD/Mpx", "caps[1]");
    Cap diffusion = Cap.parse("1 USD/request", "caps[2]");
    Caps caps =
        Caps.of(
            List.of(
                CapRule.everywhere(everywhere),
                new CapRule(Optional.of(Pipeline.UPSCALE), Optional.empty(), upscale),
                new CapRule(Optional.of(Pipeline.UPSCALE), Optional.of("diffusion"), diffusion)));
    assertEquals(upscale, strictest(caps, GENERAL, MEGAPIXEL));
    assertEquals(diffusion, strictest(caps, DIFFUSION, MEGAPIXEL));
    assertEquals(upscale, strictest(caps, DIFFUSION, new Pixels(1)));
    assertEquals(Optional.empty(), caps.envelope(GENERAL));
    assertEquals(Optional.of(Usd.parse("1 USD")), caps.envelope(DIFFUSION));
  }

  @Test
  void namesTheFirstOfEqualCaps() {
    Cap first = Cap.parse("1 USD/Mpx", "caps[0]");
    Cap second = Cap.parse("1 USD/request", "Pixelgate-Max-Charge");
    Caps caps = Caps.of(List.of(CapRule.everywhere(first))).and(List.of(second));
    assertEquals(first, strictest(caps, GENERAL, MEGAPIXEL));
  }

  @Test
  void boundsTheSumByTheSmallestPerRequestCap() {
    List<Cap> caps =
        List.of(
            Cap.parse("2 USD/request", "a"),
            Cap.parse("1e-9 USD/px", "b"),
            Cap.parse("1 USD/request", "c"));
    assertEquals(Optional.of(Usd.parse("1 USD")), Caps.NONE.and(caps).envelope(GENERAL));
    assertEquals(Optional.empty(), Caps.NONE.envelope(GENERAL));
  }

  @Test
  void saysValueUnitAndSource() {
    assertEquals(
        "1.9073484e-8 USD/px (caps[1] in pixelgate.yaml)",
        Cap.parse("0.019073484 USD/Mpx", "caps[1] in pixelgate.yaml").toString());
    assertEquals(
        "0.02 USD/request (caps[2])", Cap.parse("0.0200 USD/request", "caps[2]").toString());
    assertEquals("0 USD/request (x)", Cap.parse("0 USD/request", "x").toString());
  }

  @Test
  void refusesOtherUnits() {
    assertRefused("1 USD", "USD/px, USD/Mpx, wei/px, gwei/Mpx or USD/request is needed");
    assertRefused("1e-13 USD/request", "13 decimals");
  }

  @Provide
  Arbitrary<Offer> offers() {
    return prices().map(price -> Offer.configured("alpha", GENERAL, price));
  }

  @Provide
  Arbitrary<Cap> caps() {
    Arbitrary<Cap> perPixel = prices().map(price -> new Cap.PerPixel(price, "pixel"));
    Arbitrary<Cap> perRequest =
        Arbitraries.longs().between(0, 400).map(p -> new Cap.PerRequest(new Usd(p), "request"));
    return Arbitraries.oneOf(perPixel, perRequest);
  }

  /** Around a few picodollars, in tenths, so that equal bounds and roundings are frequent. */
  private static Arbitrary<UsdPerPixel> prices() {
    return Arbitraries.longs().between(0, 80).map(n -> new UsdPerPixel(BigDecimal.valueOf(n, 13)));
  }

  private static Offer offer(String price) {
    return Offer.configured("alpha", GENERAL, Price.parse(price));
  }

  private static boolean allows(Cap cap, Offer offer, Pixels pixels) {
    UsdRatio most = cap.perPixel(pixels, Optional.empty()).orElseThrow();
    return usd(offer).compareTo(most) <= 0;
  }

  private static UsdRatio usd(Offer offer) {
    return offer.price().inUsd(Optional.empty()).orElseThrow();
  }

  private static Cap strictest(Caps caps, Capability capability, Pixels pixels) {
    Strictest strictest = caps.strictest(capability, pixels, Optional.empty());
    return assertInstanceOf(Strictest.Limited.class, strictest).cap();
  }

  private static void assertRefused(String text, String why) {
    var error = assertThrows(IllegalArgumentException.class, () -> Cap.parse(text, "caps[0]"));
    assertTrue(error.getMessage().contains(why), error.getMessage());
  }
}
