package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Sha256;
import java.util.Optional;

/**
 * Where a receipt stands among those of its account. There is one chain for each run of a server;
 * its first receipt names the newest one of another chain, where there is one, so that whole chains
 * cannot be left out either.
 *
 * @param instance the run of a server
 * @param seq from 1, without a gap
 * @param previous the hash of the one before; absent in the first
 * @param follows in the first: the account's newest receipt of another chain
 */
public record Place(String instance, long seq, Optional<Sha256> previous, Optional<Head> follows) {
  public Place {
    if (seq < 1 || (seq == 1) == previous.isPresent() || (seq > 1 && follows.isPresent())) {
      throw new IllegalArgumentException(
          "receipt %d of a chain with previous %s and follows %s"
              .formatted(seq, previous, follows));
    }
  }

  /** The first place of a chain. */
  public static Place first(String instance, Optional<Head> follows) {
    return new Place(instance, 1, Optional.empty(), follows);
  }

  /** The place after this one. */
  public static Place after(Head head) {
    return new Place(head.instance(), head.seq() + 1, Optional.of(head.hash()), Optional.empty());
  }
}
