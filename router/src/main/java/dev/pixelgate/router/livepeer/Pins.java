package dev.pixelgate.router.livepeer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pins in memory, before a {@link PinStore}: a handshake asks for one and cannot wait, so it is
 * loaded before the connection is made. What is new is saved behind. For any number of threads.
 */
public final class Pins {
  private static final Logger LOG = LoggerFactory.getLogger(Pins.class);

  /** Twice the addresses of a large market; one that is dropped is loaded again. */
  private static final int MOST = 20_000;

  private final PinStore store;
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final Cache<String, Entry> entries = Caffeine.newBuilder().maximumSize(MOST).build();

  /**
   * What is known of an address.
   *
   * @param pin nothing if it was never seen
   * @param doubted whether the store may know better: another process may have trusted it
   */
  record Entry(Optional<Pin> pin, boolean doubted) {}

  public Pins(PinStore store) {
    this.store = store;
  }

  /** How the pins of an origin are named: {@code host:port}, IPv6 literals in brackets. */
  static String name(Origin origin) {
    return name(origin.host(), origin.port());
  }

  static String name(String host, int port) {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return (bare ? "[" + host + "]" : host.toLowerCase(Locale.ROOT)) + ":" + port;
  }

  /**
   * No handshake changes the pin of this origin from now on, whoever makes it: others than its own
   * orchestrator may name it as the place of their work.
   */
  public void hold(Origin origin) {
    held.add(name(origin));
  }

  boolean isHeld(String hostPort) {
    return held.contains(hostPort);
  }

  /** Makes sure that this address can be judged; reads the store if it has to. */
  Future<Void> load(String hostPort) {
    Entry known = entries.getIfPresent(hostPort);
    return known != null && !known.doubted()
        ? Future.succeededFuture()
        : store.find(hostPort).map(found -> loaded(hostPort, found)).mapEmpty();
  }

  private Entry loaded(String hostPort, Optional<Pin> found) {
    return entries
        .asMap()
        .compute(
            hostPort,
            (name, now) ->
                // Its own pin may not be saved yet, or was refused by a full store.
                now == null ? new Entry(found, false) : new Entry(found.or(now::pin), false));
  }

  /** What is known; nothing if it was not loaded. */
  Optional<Entry> find(String hostPort) {
    return Optional.ofNullable(entries.getIfPresent(hostPort));
  }

  /** Is the pin from now on. */
  void put(String hostPort, Pin pin) {
    entries.put(hostPort, new Entry(Optional.of(pin), false));
    store
        .save(hostPort, pin)
        .onFailure(
            e -> LOG.warn("pin=unsaved orchestrator={} problem=\"{}\"", hostPort, e.toString()));
  }

  /** Looks into the store before the next connection. */
  void doubt(String hostPort) {
    entries.asMap().computeIfPresent(hostPort, (name, now) -> new Entry(now.pin(), true));
  }
}
