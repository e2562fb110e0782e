package dev.pixelgate.router.discovery;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;

/** Where a list of orchestrators comes from. */
@FunctionalInterface
public interface AddressSource {
  /** Asks for the list now; a failed future is a bug. */
  Future<Listing> fetch();

  /** An answer. */
  sealed interface Listing {
    /**
     * The list, in its order.
     *
     * @param addresses absolute http or https URLs
     * @param skipped how many entries were none
     */
    record Listed(List<URI> addresses, int skipped) implements Listing {
      public Listed {
        addresses = List.copyOf(addresses);
      }
    }

    /** There was no usable list; a phrase for people. */
    record Failed(String reason) implements Listing {}
  }
}
