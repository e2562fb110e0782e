package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one order cost its account, and for what.
 *
 * @param id of the request
 * @param at when the order ended
 * @param job absent where a crash left nothing but the attempts; see {@link JobDigest}
 * @param pixels what was charged for
 * @param attempts that were dispatched, in order
 * @param charge the sum over them
 * @param quote the id of the one under which it was ordered
 * @param cached whether the result was there already and nobody was asked
 * @param why this orchestrator and this charge, in one sentence
 */
public record Receipt(
    String id,
    String account,
    Instant at,
    Capability capability,
    Optional<Sha256> job,
    Pixels pixels,
    List<PaidAttempt> attempts,
    Usd charge,
    Optional<String> quote,
    boolean cached,
    String why) {
  /** The version of the canonical form; a reader may meet members that a later one has added. */
  private static final int VERSION = 1;

  public Receipt {
    attempts = List.copyOf(attempts);
    Usd sum = attempts.stream().map(PaidAttempt::charge).reduce(Usd.ZERO, Usd::plus);
    if (!sum.equals(charge)) {
      throw new IllegalArgumentException(
          "the charge of receipt %s is %s, its attempts' together %s".formatted(id, charge, sum));
    }
  }

  /**
   * The canonical JSON of this receipt at its place in a chain: what is hashed, signed and kept.
   * Absent things are left out.
   */
  public String at(Place place) {
    CanonicalJson json =
        new CanonicalJson()
            .put("v", VERSION)
            .put("id", id)
            .put("account", account)
            .put("instance", place.instance())
            .put("seq", place.seq());
    place.previous().ifPresent(hash -> json.put("previous", hash.hex()));
    place.follows().ifPresent(last -> json.put("follows", last.json()));
    json.put("at", at)
        .put("pipeline", capability.pipeline().wireName())
        .put("model", capability.model());
    job.ifPresent(digest -> json.put("job", digest.hex()));
    json.put("pixels", pixels.count())
        .putEach("attempts", attempts, (each, attempt) -> attempt.fill(each))
        .put("charge", charge.toString());
    quote.ifPresent(used -> json.put("quote", used));
    return json.put("cached", cached).put("why", why).toString();
  }

  /** The hash of a receipt in its canonical JSON. */
  public static Sha256 hash(String canonical) {
    return CanonicalJson.hash(canonical);
  }
}
