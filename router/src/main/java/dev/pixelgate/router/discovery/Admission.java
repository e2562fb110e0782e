package dev.pixelgate.router.discovery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets found addresses in that the policy allows. A refused one is told once, and judged again only
 * with the next list. Confined to the keeper's loop.
 */
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final Loop loop;
  private final AddressPolicy policy;
  private final DiscoveryWatch watch;
  private final Listener listener;
  private final Set<String> judging = new HashSet<>();
  private final Map<String, String> refused = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /** Hears the verdicts. */
  interface Listener {
    /** A verdict is on its way. */
    void judging(PeerAddress address);

    /** It may be used. */
    void admitted(PeerAddress address);

    /** The verdict is there, and has been acted on. */
    void judged(PeerAddress address);
  }

  Admission(Loop loop, AddressPolicy policy, DiscoveryWatch watch, Listener listener) {
    this.loop = loop;
    this.policy = policy;
    this.watch = watch;
    this.listener = listener;
  }

  /** Judges one, unless that was done; allowed ones are handed on. */
  void judge(PeerAddress address) {
    if (refused.containsKey(address.name()) || !judging.add(address.name())) {
      return;
    }
    listener.judging(address);
    policy
        .refusal(address.url())
        .onComplete(
            judged ->
                loop.run(
                    () ->
                        ruled(
                            address,
                            judged.succeeded()
                                ? judged.result()
                                : Optional.of("it could not be judged"))));
  }

  /** A new list: who was refused is judged again. */
  void renew() {
    refused.clear();
  }

  /** Nobody else is wanted; what is known of the others is forgotten. */
  void retain(Set<String> wanted) {
    refused.keySet().retainAll(wanted);
    told.retainAll(wanted);
  }

  private void ruled(PeerAddress address, Optional<String> refusal) {
    judging.remove(address.name());
    if (refusal.isEmpty()) {
      listener.admitted(address);
    } else {
      refuse(address, refusal.get());
    }
    listener.judged(address);
  }

  private void refuse(PeerAddress address, String reason) {
    refused.put(address.name(), reason);
    if (told.add(address.name())) {
      LOG.warn("orchestrator={} discovery=refused reason=\"{}\"", address.name(), reason);
      watch.refused(address.name(), reason);
    }
  }
}
