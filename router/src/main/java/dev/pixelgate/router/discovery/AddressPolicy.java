package dev.pixelgate.router.discovery;

import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;

/** Says which addresses that strangers name may be used. */
@FunctionalInterface
public interface AddressPolicy {
  /** Any: for a market whose operator allows private addresses. */
  AddressPolicy ANY = url -> Future.succeededFuture(Optional.empty());

  /** Why this one may not be used, as a phrase; nothing when it may. Never fails. */
  Future<Optional<String>> refusal(URI url);
}
