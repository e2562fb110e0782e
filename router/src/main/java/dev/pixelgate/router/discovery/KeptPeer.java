package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.Peer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One orchestrator of the market, and how asking it goes. Confined to the keeper's loop. */
final class KeptPeer {
  private final Peer peer;
  private Optional<PeerAddress> address;
  private final List<Offer> configured;
  private int failures;
  private Instant askedAt = Instant.MIN;
  private Instant dueAt = Instant.MIN;
  private Loop.Timer timer = Loop.Timer.NONE;
  private boolean busy;
  private boolean gone;

  private KeptPeer(Peer peer, Optional<PeerAddress> address, List<Offer> configured) {
    this.peer = peer;
    this.address = address;
    this.configured = configured;
  }

  static KeptPeer configured(ConfiguredPeer peer) {
    return new KeptPeer(peer.peer(), Optional.empty(), peer.offers());
  }

  static KeptPeer found(Peer peer, PeerAddress address) {
    return new KeptPeer(peer, Optional.of(address), List.of());
  }

  Peer peer() {
    return peer;
  }

  String name() {
    return peer.name();
  }

  /** Where it was found; nothing for a configured one. */
  Optional<PeerAddress> address() {
    return address;
  }

  /** It is named there now. */
  void foundAs(PeerAddress there) {
    address = Optional.of(there);
  }

  /** Whether what it names is followed: one level, so not of one that was itself so found. */
  boolean mayNameNodes() {
    return address.isEmpty() || address.get().origin() == PeerAddress.Origin.WEBHOOK;
  }

  /** Whether the configuration says what it sells, so that nothing has to be kept. */
  boolean sellsByConfiguration() {
    return !configured.isEmpty();
  }

  /** What the configuration says that it sells, as if it were heard of now. */
  List<Offer> seenNow(Instant now, Instant until) {
    return configured.stream().map(offer -> offer.seen(now, until)).toList();
  }

  /** How often in a row it has not answered. */
  int failures() {
    return failures;
  }

  void answered() {
    failures = 0;
  }

  void failed() {
    failures++;
  }

  /** Whether it is being asked, or waits for its turn. */
  boolean isBusy() {
    return busy;
  }

  void begin(Instant now) {
    timer.stop();
    timer = Loop.Timer.NONE;
    busy = true;
    askedAt = now;
  }

  /** It is to be asked again then. */
  void settle(Instant due) {
    busy = false;
    dueAt = due;
  }

  /** Asks it when it is due. */
  void wakes(Loop.Timer next) {
    timer = next;
  }

  /** Whether it is time to ask it. */
  boolean isDue(Instant now) {
    return !busy && !now.isBefore(dueAt);
  }

  Instant askedAt() {
    return askedAt;
  }

  /** Whether it has left the market; what it still answers is not heard. */
  boolean isGone() {
    return gone;
  }

  void leave() {
    gone = true;
    timer.stop();
  }
}
