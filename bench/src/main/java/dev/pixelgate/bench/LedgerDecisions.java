package dev.pixelgate.bench;

import dev.pixelgate.function.decision.DecisionBook;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Shelves;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What orders leave of their choice among so many offers: each goes to the next orchestrator, whose
 * health is another one after it. Confined to one thread.
 */
final class LedgerDecisions {
  private static final Capability UPSCALE =
      new Capability(Pipeline.UPSCALE, "xinntao/realesr-general-x4v3");
  private static final Pixels PIXELS = new Pixels(65_536);

  private final DecisionBook book;
  private final HealthBoard health = new HealthBoard(InstantSource.system());
  private final Shelves shelves;
  private final int offers;
  private int next;

  LedgerDecisions(DecisionBook book, int offers) {
    this.book = book;
    this.offers = offers;
    List<Offer> all = new ArrayList<>();
    for (int i = 0; i < offers; i++) {
      all.add(Offer.configured("orchestrator-" + i, UPSCALE, Price.parse("1e-8 USD/px")));
    }
    this.shelves = Shelves.of(PriceBook.of(all), health, name -> false);
  }

  /** The decision of one more order. */
  List<Write> of(String request) {
    String name = "orchestrator-" + next++ % offers;
    int seat = health.of(name, Pipeline.UPSCALE);
    var snapshot = health.snapshot();
    health
        .enter(seat, OptionalInt.empty(), true)
        .orElseThrow()
        .served(Duration.ofNanos(500_000_000L + next), PIXELS);
    Question question =
        new Question(
            new Demand(UPSCALE, PIXELS, PictureFormat.PNG),
            shelves,
            Caps.NONE.and(List.of(Cap.parse("2e-8 USD/px", "Pixelgate-Max-Price"))),
            snapshot,
            health.now(),
            next,
            PolicyName.CHEAPEST,
            3);
    AttemptRecord served =
        new AttemptRecord(
            name,
            "served",
            "",
            Duration.ofMillis(1),
            Duration.ofMillis(500),
            Usd.parse("0.00065536 USD"),
            Usd.parse("0.00065536 USD"));
    return List.of(
        book.write(new DecisionRecord(request, "acme", question, "sold", List.of(served))));
  }
}
