package dev.pixelgate.function.decision;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.CapRule;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.health.Health;
import dev.pixelgate.router.health.HealthSnapshot;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Shelves;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A decision without its page, packed: some 200 bytes, and some 20 for each health that changed.
 */
final class DecisionPack {
  private DecisionPack() {}

  static byte[] of(DecisionRecord record, Page page) {
    Packer out = new Packer();
    Question question = record.question();
    demand(out, question.demand());
    List<Cap> caps = question.caps().applying(question.demand().capability());
    out.number(caps.size());
    caps.forEach(cap -> MarketPack.cap(out, cap));
    out.instant(question.now());
    out.number(question.seed());
    out.text(question.policy().name());
    out.number(question.wanted());
    out.text(record.outcome());
    out.number(record.attempts().size());
    record.attempts().forEach(attempt -> attempt(out, attempt));
    page.changesInto(out, question.health());
    return out.deflated();
  }

  private static void demand(Packer out, Demand demand) {
    MarketPack.capability(out, demand.capability());
    out.number(demand.pixels().count());
    out.maybe(demand.format(), (packer, format) -> packer.text(format.name()));
    out.number(demand.hops());
  }

  private static void attempt(Packer out, AttemptRecord attempt) {
    out.text(attempt.orchestrator());
    out.text(attempt.outcome());
    out.text(attempt.detail());
    out.duration(attempt.after());
    out.duration(attempt.took());
    out.number(attempt.owed().picodollars());
    out.number(attempt.charge().picodollars());
  }

  /**
   * Unpacks one.
   *
   * @param sheets its page, for its capability
   * @throws IllegalArgumentException when another version packed it
   */
  static DecisionRecord record(
      String id, String account, byte[] packed, Function<Capability, Sheet> sheets) {
    Unpacker in = new Unpacker(packed);
    Demand demand = demand(in);
    Caps caps = caps(in);
    Instant now = in.instant();
    long seed = in.number();
    PolicyName policy = PolicyName.valueOf(in.text());
    int wanted = in.integer();
    String outcome = in.text();
    List<AttemptRecord> attempts = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      attempts.add(attempt(in));
    }
    Sheet sheet = sheets.apply(demand.capability());
    Shelves shelves = sheet.shelves(demand.capability());
    HealthSnapshot health = health(in, sheet, shelves.seats(demand.capability()));
    return new DecisionRecord(
        id,
        account,
        new Question(demand, shelves, caps, health, now, seed, policy, wanted),
        outcome,
        attempts);
  }

  private static Demand demand(Unpacker in) {
    return new Demand(
        MarketPack.capability(in),
        new Pixels(in.number()),
        in.maybe(packed -> PictureFormat.valueOf(packed.text())),
        in.integer());
  }

  private static Caps caps(Unpacker in) {
    List<CapRule> caps = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      caps.add(CapRule.everywhere(MarketPack.cap(in)));
    }
    return Caps.of(caps);
  }

  private static AttemptRecord attempt(Unpacker in) {
    return new AttemptRecord(
        in.text(),
        in.text(),
        in.text(),
        in.duration(),
        in.duration(),
        new Usd(in.number()),
        new Usd(in.number()));
  }

  private static HealthSnapshot health(Unpacker in, Sheet sheet, int[] seats) {
    Health[] health = sheet.health();
    for (int left = in.count(); left > 0; left--) {
      int place = in.count();
      if (place >= seats.length) {
        throw new IllegalArgumentException("there is no place " + place + " of " + seats.length);
      }
      health[seats[place]] = MarketPack.health(in);
    }
    return seat -> seat < health.length ? health[seat] : Health.UNKNOWN;
  }
}
