package dev.pixelgate.router.discovery;

import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.PublicAddress;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;

/**
 * Refuses addresses that lead to loopback, private or link-local networks, by number or by name.
 * Whoever connects judges again, see {@link Destination}: a name may lead elsewhere by then.
 */
public record PublicOnly(HostResolver hosts) implements AddressPolicy {
  @Override
  public Future<Optional<String>> refusal(URI url) {
    return Destination.of(url, hosts, PublicAddress::isPublic)
        .map(
            destination ->
                switch (destination) {
                  case Destination.Allowed allowed -> Optional.empty();
                  case Destination.Refused(String problem) -> Optional.of(problem);
                });
  }
}
