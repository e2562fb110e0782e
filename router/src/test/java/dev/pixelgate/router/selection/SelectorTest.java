package dev.pixelgate.router.selection;

import static dev.pixelgate.router.selection.TestingStall.NOON;
import static dev.pixelgate.router.selection.TestingStall.offer;
import static dev.pixelgate.router.selection.TestingStall.reading;
import static dev.pixelgate.router.selection.TestingStall.stale;
import static dev.pixelgate.router.selection.TestingStall.taking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may be asked, and what is said when nobody may. */
class SelectorTest {
  private static final Rate STALE = new Rate(new BigDecimal("3000"), NOON);
  private static final Rate FRESH = new Rate(new BigDecimal("3000"), NOON.plusSeconds(1));

  private final TestingStall stall = new TestingStall();

  @Test
  void listsTheModelsThereAreForOneThatNobodyEverOffered() {
    stall.with("alpha", "0.01 USD/Mpx").wanted = new Capability(Pipeline.UPSCALE, "no/such");
    assertEquals(new Selection.UnknownModel(List.of("some/model")), stall.select());
  }

  @Test
  void saysThatAModelIsGoneWhenItWasOfferedBefore() {
    PriceBook book =
        PriceBook.of(2, List.of(), List.of(), List.of(TestingStall.UPSCALE), Optional.empty());
    Question asked = stall.question();
    Question question =
        new Question(
            asked.demand(),
            Shelves.of(book, (name, pipeline) -> 0, name -> false),
            asked.caps(),
            asked.health(),
            NOON,
            1,
            PolicyName.CHEAPEST,
            1);
    Selection selection =
        new Selector(asked.caps(), PolicyName.CHEAPEST, TimeWorth.DEFAULT).select(question);
    assertEquals(new Selection.Gone(), selection);
  }

  @Test
  void saysWhatIsReadWhenNobodyReadsTheFormat() {
    stall.with(reading(offer("alpha", "0.01 USD/Mpx"), Set.of(PictureFormat.JPEG)));
    stall.with(reading(offer("beta", "9 USD/Mpx"), Set.of(PictureFormat.GIF)));
    stall.cap("0.02 USD/Mpx", "caps[0]");
    var nobody = assertInstanceOf(Selection.NobodyReads.class, stall.select());
    assertEquals(Set.of(PictureFormat.JPEG, PictureFormat.GIF), nobody.read());
    assertEquals(
        List.of("reads JPEG; the image is PNG", "reads GIF; the image is PNG"),
        why(nobody.excluded()));
  }

  @Test
  void asksForNoFormatWithoutAnImage() {
    stall.with(reading(offer("alpha", "0.01 USD/Mpx"), Set.of(PictureFormat.JPEG)));
    stall.withImage = false;
    var eligible = assertInstanceOf(Selection.Eligible.class, stall.select());
    assertEquals("alpha", eligible.ranked().getFirst().offer().orchestrator());
  }

  @Test
  void saysNobodyNowWhenTheOnlyReaderIsStale() {
    stall.with(reading(offer("alpha", "0.01 USD/Mpx"), Set.of(PictureFormat.JPEG)));
    stall.with(stale(offer("beta", "0.02 USD/Mpx")));
    var nobody = assertInstanceOf(Selection.NobodyNow.class, stall.select());
    assertEquals(false, nobody.full());
    assertEquals(
        List.of(
            "reads JPEG; the image is PNG",
            "was last heard of 3600 s ago, which is over the max-age of 600 s"),
        why(nobody.excluded()));
  }

  @Test
  void namesTheCheapestThatCouldDoItWhenOnlyTheCapIsInTheWay() {
    stall.with(stale(offer("old", "0.03 USD/Mpx")));
    stall.with("alpha", "0.05 USD/Mpx").with(taking(offer("beta", "0.04 USD/Mpx"), 1));
    stall.inFlight("beta", 1).cap("0.02 USD/request", "caps[0]");
    var over = assertInstanceOf(Selection.OverCap.class, stall.select());
    assertEquals("beta", over.nearest().offer().orchestrator());
    assertEquals(Usd.parse("0.04 USD"), over.nearest().charge());
    assertEquals("caps[0]", over.cap().source());
  }

  @Test
  void doesNotAskToRaiseACapForAnOfferThatIsStale() {
    stall.with(stale(offer("alpha", "0.05 USD/Mpx"))).cap("0.02 USD/Mpx", "caps[0]");
    assertInstanceOf(Selection.NobodyNow.class, stall.select());
  }

  @Test
  void saysThatEverybodyIsFullAndHowLongAJobTakes() {
    stall.with(taking(offer("alpha", "0.01 USD/Mpx"), 2)).with("dear", "0.09 USD/Mpx");
    stall.health("alpha", 1.5, 0, 2, NOON.minusSeconds(1)).cap("0.02 USD/Mpx", "caps[0]");
    var nobody = assertInstanceOf(Selection.NobodyNow.class, stall.select());
    assertTrue(nobody.full());
    assertEquals(Optional.of(Duration.ofMillis(1500)), nobody.retryAfter());
    assertEquals(
        "2 jobs are there, of 2 that it takes at a time", why(nobody.excluded()).getFirst());
  }

  @Test
  void doesNotGuessHowLongAFullOneTakesWhenNobodyIsKnown() {
    stall.with(taking(offer("alpha", "0.01 USD/Mpx"), 1)).inFlight("alpha", 1);
    var nobody = assertInstanceOf(Selection.NobodyNow.class, stall.select());
    assertEquals(Optional.empty(), nobody.retryAfter());
  }

  @Test
  void takesOneWithoutACapacityForNeverFull() {
    stall.with("alpha", "0.01 USD/Mpx").inFlight("alpha", 10_000);
    assertEquals(List.of("alpha"), stall.ranked());
  }

  @Test
  void asksTheSuspendedOnesLast() {
    stall.with("alpha", "0.01 USD/Mpx").with("beta", "0.02 USD/Mpx").with("gamma", "0.03 USD/Mpx");
    stall.suspended("alpha", NOON.plusSeconds(1)).suspended("beta", NOON);
    assertEquals(List.of("beta", "gamma", "alpha"), stall.ranked());
    stall.candidates = 2;
    assertEquals(List.of("beta", "gamma"), stall.ranked());
  }

  @Test
  void asksASuspendedOneRatherThanNobody() {
    stall.with("alpha", "0.01 USD/Mpx").suspended("alpha", NOON.plusSeconds(1));
    var eligible = assertInstanceOf(Selection.Eligible.class, stall.select());
    assertTrue(eligible.ranked().getFirst().lastResort());
  }

  @Test
  void doesNotSellWhatIsInWeiWithoutARate() {
    stall.with("wei", "1 wei/px").with("usd", "9 USD/Mpx");
    assertEquals(List.of("usd"), stall.ranked());
    stall.rate = Optional.of(STALE);
    assertEquals(List.of("usd"), stall.ranked());
    stall.rate = Optional.of(FRESH);
    assertEquals(List.of("wei", "usd"), stall.ranked());
  }

  @Test
  void saysWhichRateIsMissing() {
    stall.with("wei", "7/3 wei/px");
    var without = assertInstanceOf(Selection.NobodyNow.class, stall.select());
    assertEquals(List.of("asks 7/3 wei/px, and no ETH/USD rate is known"), why(without.excluded()));
    stall.rate = Optional.of(STALE);
    var stale = assertInstanceOf(Selection.NobodyNow.class, stall.select());
    assertEquals(
        List.of(
            "asks 7/3 wei/px, and the rate of 3000 USD/ETH is stale since 2026-11-25T12:00:00Z"),
        why(stale.excluded()));
  }

  @Test
  void sellsNothingUnderACapInWeiWithoutARate() {
    stall.with("usd", "0.01 USD/Mpx").cap("100 wei/px", "caps[0]");
    var nobody = assertInstanceOf(Selection.NobodyNow.class, stall.select());
    assertEquals(
        List.of("no fresh ETH/USD rate is known for the cap of 100 wei/px (caps[0])"),
        why(nobody.excluded()));
  }

  @Test
  void comparesACapInWeiExactly() {
    stall.rate = Optional.of(FRESH);
    stall.with("alpha", "481605471/100 wei/px").cap("481605471/100 wei/px", "caps[0]");
    assertEquals(List.of("alpha"), stall.ranked());
    stall.cap("4816054709/1000 wei/px", "a thousandth of a wei less");
    assertInstanceOf(Selection.OverCap.class, stall.select());
  }

  @Test
  void leavesOutWhatNobodyCanCount() {
    stall.with("absurd", "9223372 USD/px").with("alpha", "0.01 USD/Mpx");
    assertEquals(List.of("alpha"), stall.ranked());
    stall.offers.removeLast();
    var nobody = assertInstanceOf(Selection.NobodyNow.class, stall.select());
    assertEquals(
        List.of("asks 9.223372e6 USD/px, which is over the largest amount for 1000000 pixels"),
        why(nobody.excluded()));
  }

  @Test
  void saysWhyWhatIsThereIsUnsold() {
    stall.unsold.add(
        new Unsold(
            "chain",
            TestingStall.UPSCALE,
            Optional.empty(),
            true,
            NOON,
            Unsold.Reason.PAYMENT_NOT_CONFIGURED,
            "configure payments"));
    var nobody = assertInstanceOf(Selection.NobodyNow.class, stall.select());
    assertEquals(List.of("payment-not-configured: configure payments"), why(nobody.excluded()));
  }

  private static List<String> why(List<Exclusion> excluded) {
    return excluded.stream().map(Exclusion::why).toList();
  }
}
