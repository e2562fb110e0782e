package dev.pixelgate.router.discovery;

import dev.pixelgate.router.discovery.PeerAddress.Origin;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which orchestrators the market is to have beside the configured ones: those of the last good
 * list, and those that others name, each host and port once. Confined to the keeper's loop.
 */
final class Membership {
  private final Set<String> configured = new HashSet<>();
  private final int most;
  private final Map<String, List<URI>> nodes = new HashMap<>();
  private List<URI> listed = List.of();
  private List<URI> rememberedNodes = List.of();

  /**
   * Nobody yet.
   *
   * @param configured where the configured ones are
   * @param most how many may be found
   */
  Membership(Collection<URI> configured, int most) {
    configured.forEach(url -> this.configured.add(PeerAddress.hostPort(url)));
    this.most = most;
  }

  /** What a process before this one had found: good until somebody says otherwise. */
  void remember(List<PeerAddress> addresses) {
    listed = urls(addresses, Origin.WEBHOOK);
    rememberedNodes = urls(addresses, Origin.NODE);
  }

  /** Everybody has been asked: nodes that nobody names any more are gone. */
  void forgetRemembered() {
    rememberedNodes = List.of();
  }

  /** The newest list. */
  void listed(List<URI> addresses) {
    listed = List.copyOf(addresses);
  }

  /** What this orchestrator names now. */
  void named(String orchestrator, List<URI> addresses) {
    if (addresses.isEmpty()) {
      nodes.remove(orchestrator);
    } else {
      nodes.put(orchestrator, addresses);
    }
  }

  /** Everybody who is to be there, by name, the listed ones first. */
  Map<String, PeerAddress> wanted() {
    Map<String, PeerAddress> wanted = new LinkedHashMap<>();
    listed.forEach(url -> add(wanted, url, Origin.WEBHOOK));
    nodes.values().forEach(urls -> urls.forEach(url -> add(wanted, url, Origin.NODE)));
    rememberedNodes.forEach(url -> add(wanted, url, Origin.NODE));
    return wanted;
  }

  private void add(Map<String, PeerAddress> wanted, URI url, Origin origin) {
    if (wanted.size() < most && OrchestratorUrl.isHttp(url)) {
      PeerAddress address = PeerAddress.of(url, origin);
      if (!configured.contains(address.name())) {
        wanted.putIfAbsent(address.name(), address);
      }
    }
  }

  private static List<URI> urls(List<PeerAddress> addresses, Origin origin) {
    return addresses.stream()
        .filter(address -> address.origin() == origin)
        .map(PeerAddress::url)
        .toList();
  }
}
