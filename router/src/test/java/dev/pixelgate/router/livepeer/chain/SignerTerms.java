package dev.pixelgate.router.livepeer.chain;

import dev.pixelgate.pricing.WeiAmount;
import java.util.Optional;

/**
 * How a {@link TestingSigner} is set up.
 *
 * @param account that it signs for
 * @param mostForTicket what a ticket may be worth on average
 * @param mostForPayment what the tickets of one payment may be worth on average
 * @param mostForPixel its own cap; as in a real one it binds only who names capabilities
 * @param hook asked about each payment once its tickets are signed
 */
public record SignerTerms(
    int account,
    WeiAmount mostForTicket,
    WeiAmount mostForPayment,
    Optional<WeiAmount> mostForPixel,
    Hook hook) {
  /** As a real one is that nobody has configured further, for account 3. */
  public static final SignerTerms USUAL =
      new SignerTerms(
          3,
          WeiAmount.of(3_000_000_000_000L),
          WeiAmount.of(20_000_000_000_000L),
          Optional.empty(),
          new Hook.None());

  /** The same for this account. */
  public SignerTerms account(int number) {
    return new SignerTerms(number, mostForTicket, mostForPayment, mostForPixel, hook);
  }

  /** The same with this cap of its own. */
  public SignerTerms mostForPixel(WeiAmount wei) {
    return new SignerTerms(account, mostForTicket, mostForPayment, Optional.of(wei), hook);
  }

  /** The same with this hook. */
  public SignerTerms hook(Hook asked) {
    return new SignerTerms(account, mostForTicket, mostForPayment, mostForPixel, asked);
  }

  /** Who decides over its payments. */
  public sealed interface Hook {
    /** Nobody. */
    record None() implements Hook {}

    /**
     * Somebody who allows it.
     *
     * @param user whose money it is
     * @param until seconds since 1970; it is not asked again before
     */
    record Allows(String user, long until) implements Hook {}

    /** Somebody who does not. */
    record Refuses(int status, String reason) implements Hook {}

    /** Somebody whose answer cannot be read. */
    record Rubbish() implements Hook {}

    /** Somebody who allows it up to a price, which a payment for pixels cannot have. */
    record Caps() implements Hook {}
  }
}
