package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.PriceFeed;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.health.Seats;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a market comes from.
 *
 * @param fixed sellers that are always there
 * @param configured orchestrators that the configuration names
 * @param list where further ones are named, such as a webhook
 * @param found makes an orchestrator out of an address that was found; connects only where {@code
 *     policy} allows
 * @param policy which found addresses are used
 * @param rates what an ether is worth; {@link MarketKeeper#rateChanged} tells of a new one
 * @param seats under which the health of orchestrators is kept
 * @param store keeps the last book
 */
public record MarketSources(
    List<FixedSeller> fixed,
    List<ConfiguredPeer> configured,
    Optional<AddressSource> list,
    Function<PeerAddress, Peer> found,
    AddressPolicy policy,
    PriceFeed rates,
    Seats seats,
    BookStore store) {
  public MarketSources {
    fixed = List.copyOf(fixed);
    configured = List.copyOf(configured);
  }
}
