package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Seller;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/**
 * Makes peers of kind {@code livepeer}: each asks its orchestrator and sells by what that answered.
 * No class of protobuf is loaded before the first of them is made.
 */
public final class LivepeerPeers {
  private final Vertx vertx;
  private final InstantSource clock;
  private final Http2Clients clients;
  private final Destinations strangers;
  private final Payments payments;
  private final Sellers sellers;

  /** Says how an orchestrator is bought from. */
  @FunctionalInterface
  public interface Sellers {
    /**
     * The seller for one of them.
     *
     * @param sessions where each job gets its URL and token
     * @param destinations judges the URLs that its answers name
     */
    Seller of(LivepeerSettings settings, Sessions sessions, Destinations destinations);
  }

  /**
   * For all of them.
   *
   * @param clients for the questions; closed by whoever made them
   * @param strangers where a found one may be, and may send us
   * @param payments how those are paid that ask wei
   */
  public LivepeerPeers(
      Vertx vertx,
      InstantSource clock,
      Http2Clients clients,
      Destinations strangers,
      Payments payments,
      Sellers sellers) {
    this.vertx = vertx;
    this.clock = clock;
    this.clients = clients;
    this.strangers = strangers;
    this.payments = payments;
    this.sellers = sellers;
  }

  /** One that the configuration names: where it is, and where it sends us, is trusted. */
  public Peer configured(LivepeerSettings settings) {
    return peer(settings, Destinations.ANY);
  }

  /** One that was found. */
  public Peer found(LivepeerSettings settings) {
    return peer(settings, strangers);
  }

  private Peer peer(LivepeerSettings settings, Destinations destinations) {
    Opener opener = new Opener(vertx, clock, settings.base(), destinations, clients, payments);
    Sessions sessions = new Sessions(vertx, clock, opener, settings.timeout());
    Seller seller = sellers.of(settings, sessions, destinations);
    return new LivepeerPeer(settings, clock, opener, sessions, payments, seller);
  }
}
