package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.Peer;
import java.net.URI;
import java.util.List;

/**
 * An orchestrator that the configuration names.
 *
 * @param url where it is; the same host and port are not found a second time
 * @param offers what the configuration says that it sells: sold from the start, as if it had just
 *     been heard of
 */
public record ConfiguredPeer(Peer peer, URI url, List<Offer> offers) {
  public ConfiguredPeer {
    offers = List.copyOf(offers);
  }
}
