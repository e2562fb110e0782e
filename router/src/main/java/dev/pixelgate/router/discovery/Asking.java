package dev.pixelgate.router.discovery;

import dev.pixelgate.router.Discovery;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks orchestrators, again and again: each in its own time, so many at once, those that fail less
 * and less often. Without timers it only says when their time has come. Confined to the keeper's
 * loop.
 */
final class Asking {
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  /** What ends before the next regular question is asked for again in this part of its time. */
  private static final double AHEAD = 0.8;

  private static final Duration SOONEST = Duration.ofSeconds(1);

  private final Loop loop;
  private final DiscoverySettings settings;
  private final Backoff backoff;
  private final DiscoveryWatch watch;
  private final Listener listener;
  private final Entries entries;
  private final Map<String, KeptPeer> peers = new HashMap<>();
  private final Deque<KeptPeer> waiting = new ArrayDeque<>();
  private int inFlight;

  /** Hears what comes of it. */
  interface Listener {
    /** It answered; {@code now} replaces {@code before}. */
    void answered(KeptPeer peer, Entry before, Entry now);

    /** It answered, or did not, and is not being asked any more. */
    void settled(KeptPeer peer);
  }

  Asking(
      Loop loop,
      DiscoverySettings settings,
      Backoff backoff,
      DiscoveryWatch watch,
      Listener listener) {
    this.loop = loop;
    this.settings = settings;
    this.backoff = backoff;
    this.watch = watch;
    this.listener = listener;
    this.entries = new Entries(loop, settings, this::isConfigured, this::ask);
  }

  void add(KeptPeer peer, Entry entry) {
    peers.put(peer.name(), peer);
    entries.put(peer.name(), entry);
  }

  void remove(KeptPeer peer) {
    peer.leave();
    peers.remove(peer.name(), peer);
    waiting.remove(peer);
    entries.remove(peer.name());
  }

  Entry entry(KeptPeer peer) {
    return entries.of(peer.name());
  }

  /** Asks now, or as soon as fewer are being asked; nothing when it is already on its way. */
  void soon(KeptPeer peer) {
    if (peer.isBusy() || peer.isGone()) {
      return;
    }
    peer.begin(loop.instant());
    waiting.addLast(peer);
    next();
  }

  private void next() {
    while (inFlight < settings.inFlight() && !waiting.isEmpty()) {
      KeptPeer peer = waiting.removeFirst();
      inFlight++;
      entries.refresh(peer.name()).onComplete(asked -> settle(peer, asked.result()));
    }
  }

  private void settle(KeptPeer peer, Entry entry) {
    inFlight--;
    if (!peer.isGone()) {
      Duration wait = wait(peer, entry);
      peer.settle(loop.instant().plus(wait));
      if (settings.byItself()) {
        peer.wakes(loop.after(wait, () -> soon(peer)));
      }
    }
    listener.settled(peer);
    next();
  }

  private Duration wait(KeptPeer peer, Entry entry) {
    if (peer.failures() > 0) {
      return backoff.after(peer.failures());
    }
    Duration regular = backoff.jittered(settings.every());
    Instant now = loop.instant();
    Instant end = entry.goodUntil();
    if (now.plus(regular).isBefore(end)) {
      return regular;
    }
    double left = Duration.between(now, end).toNanos() * AHEAD;
    Duration ahead = backoff.jittered(Duration.ofNanos((long) left));
    return ahead.compareTo(SOONEST) < 0 ? SOONEST : ahead;
  }

  private boolean isConfigured(String name) {
    KeptPeer peer = peers.get(name);
    return peer != null && peer.address().isEmpty();
  }

  /** The entry that holds from now on; the old one when there was no usable answer. */
  private Future<Entry> ask(String name, Entry old) {
    KeptPeer peer = peers.get(name);
    if (peer == null) {
      return Future.succeededFuture(old);
    }
    Instant begun = loop.instant();
    return answer(peer)
        .map(
            answer -> {
              Duration took = Duration.between(begun, loop.instant());
              return peer.isGone() ? old : taken(peer, answer, old, took);
            })
        .otherwise(bug -> spoilt(peer, old, bug));
  }

  private static Entry spoilt(KeptPeer peer, Entry old, Throwable bug) {
    LOG.error("orchestrator={} its answer met an internal error", peer.name(), bug);
    peer.failed();
    return old;
  }

  private Entry taken(KeptPeer peer, Discovery answer, Entry old, Duration took) {
    return switch (answer) {
      case Discovery.Found found -> {
        Entry entry =
            Entry.of(peer.name(), found, loop.instant(), settings.maxAge(), settings.nodesEach());
        if (peer.failures() > 0) {
          LOG.info("orchestrator={} answers again after {} failures", peer.name(), peer.failures());
        }
        peer.answered();
        watch.asked(peer.name(), took, Optional.empty());
        listener.answered(peer, old, entry);
        yield entry;
      }
      case Discovery.Failed(String reason) -> {
        peer.failed();
        // Once when it begins: a fleet of the dead would fill the log otherwise.
        if (peer.failures() == 1) {
          LOG.warn("orchestrator={} discovery=failed reason=\"{}\"", peer.name(), reason);
        }
        watch.asked(peer.name(), took, Optional.of(reason));
        yield old;
      }
    };
  }

  /** Whatever the adapter does, there is an answer in time. */
  private Future<Discovery> answer(KeptPeer peer) {
    return InTime.ask(
        loop,
        settings.timeout(),
        peer.peer()::discover,
        () -> new Discovery.Failed("no answer in " + settings.timeout().toMillis() + " ms"),
        bug -> {
          LOG.error("orchestrator={} discovery met an internal error", peer.name(), bug);
          return new Discovery.Failed("an internal error");
        });
  }
}
