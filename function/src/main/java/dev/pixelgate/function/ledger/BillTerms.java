package dev.pixelgate.function.ledger;

import java.util.Optional;

/**
 * Whose bill it is.
 *
 * @param account who pays
 * @param request id of the order, under which its attempts are booked; one bill has it
 * @param quote under which it was ordered; then that is the most that it is charged
 */
public record BillTerms(String account, String request, Optional<QuoteTerms> quote) {
  /** An order without a quote. */
  public BillTerms(String account, String request) {
    this(account, request, Optional.empty());
  }
}
