package dev.pixelgate.function.receipt;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.ledger.BilledAttempt;
import dev.pixelgate.function.ledger.PaidAttempts;
import dev.pixelgate.function.sale.Receipts;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.pricing.receipt.JobDigest;
import dev.pixelgate.pricing.receipt.PaidAttempt;
import dev.pixelgate.pricing.receipt.Receipt;
import dev.pixelgate.router.AttemptId;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.Ending;
import dev.pixelgate.router.selection.PolicyName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the receipts of a running server.
 *
 * @param usual how orchestrators are chosen for requests that do not say
 * @param paid with which tickets attempts were paid
 */
public record OrderReceipts(
    ReceiptBook book, PolicyName usual, PaidAttempts paid, InstantSource clock)
    implements Receipts {
  @Override
  public List<Write> ofOrder(Bought bought, Sale sale, List<BilledAttempt> attempts) {
    if (attempts.isEmpty()) {
      return List.of();
    }
    List<PaidAttempt> made =
        attempts.stream().map(attempt -> made(bought.terms(), attempt, sale.attempts())).toList();
    String why = new Why(bought.terms().policy().orElse(usual), sale).sentence();
    return List.of(book.write(receipt(bought, made, false, why)));
  }

  @Override
  public List<Write> ofHit(Bought bought, boolean shared) {
    String why =
        shared
            ? "the same job was being done for another request, and this one got its result"
            : "the result was in the cache";
    return List.of(book.write(receipt(bought, List.of(), true, why)));
  }

  private Receipt receipt(Bought bought, List<PaidAttempt> attempts, boolean cached, String why) {
    ImagePart image = bought.image();
    return new Receipt(
        bought.terms().request(),
        bought.terms().account(),
        clock.instant(),
        bought.capability(),
        Optional.of(job(bought)),
        Pixels.ofInput(image.picture().width(), image.picture().height()),
        attempts,
        attempts.stream().map(PaidAttempt::charge).reduce(Usd.ZERO, Usd::plus),
        // What was there already uses no quote.
        cached ? Optional.empty() : bought.terms().quote().map(Quote::id),
        cached,
        why);
  }

  /** The model is named beside them, as it was understood. */
  private static Sha256 job(Bought bought) {
    UpscaleParameters given = bought.parameters();
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("prompt", given.prompt());
    parameters.put("safety_check", Boolean.toString(given.safetyCheck()));
    given.seed().ifPresent(seed -> parameters.put("seed", Long.toString(seed)));
    given
        .inferenceSteps()
        .ifPresent(steps -> parameters.put("num_inference_steps", Integer.toString(steps)));
    return JobDigest.of(bought.capability(), bought.image().sha256(), parameters);
  }

  /** One that was written down and then not sent has no record of the order's. */
  private PaidAttempt made(Terms terms, BilledAttempt attempt, List<AttemptRecord> records) {
    int number = attempt.claim().attempt();
    Optional<AttemptRecord> record =
        number <= records.size() ? Optional.of(records.get(number - 1)) : Optional.empty();
    Duration billed =
        attempt
            .endedAt()
            .map(end -> Duration.between(attempt.dispatchedAt(), end))
            .orElse(Duration.ZERO);
    return new PaidAttempt(
        number,
        attempt.claim().orchestrator(),
        attempt.claim().price(),
        owed(attempt),
        charge(attempt),
        record.map(AttemptRecord::outcome).orElse("not-sent"),
        attempt.dispatchedAt(),
        record.map(AttemptRecord::took).orElse(billed),
        attempt.owedWei().map(wei -> new PaidAttempt.InWei(wei, attempt.claim().rate())),
        paid.take(new AttemptId(terms.account(), terms.request(), number))
            .map(sum -> new PaidAttempt.Tickets(sum.tickets(), sum.wei())));
  }

  private static Usd owed(BilledAttempt attempt) {
    return attempt.ending().map(OrderReceipts::owed).orElse(Usd.ZERO);
  }

  private static Usd owed(Ending ending) {
    return switch (ending) {
      case Ending.Settled(Usd owed) -> owed;
      case Ending.Lost(Usd owed) -> owed;
      case Ending.Borne(Usd owed) -> owed;
      case Ending.Released r -> Usd.ZERO;
    };
  }

  private static Usd charge(BilledAttempt attempt) {
    return attempt.ending().map(ending -> charge(ending, attempt.charge())).orElse(Usd.ZERO);
  }

  private static Usd charge(Ending ending, Usd granted) {
    return switch (ending) {
      case Ending.Settled s -> granted;
      case Ending.Lost l -> granted;
      case Ending.Borne b -> Usd.ZERO;
      case Ending.Released r -> Usd.ZERO;
    };
  }
}
