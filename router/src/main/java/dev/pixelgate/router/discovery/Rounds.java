package dev.pixelgate.router.discovery;

import dev.pixelgate.router.Market;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rounds in which everybody is asked once, and the requests that wait for them. There is one at a
 * time, however many ask for it. Confined to the keeper's loop.
 */
final class Rounds {
  /** Who was asked less than this ago has answered, or is not up: asking again would only hurt. */
  private static final Duration REST = Duration.ofSeconds(1);

  private static final Object LIST = new Object();

  private final Loop loop;
  private final DiscoverySettings settings;
  private final Publisher publisher;
  private final Asking asking;
  private final ListPolling list;
  private final Runnable everybodyAsked;
  private final Set<Object> pending = new HashSet<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private boolean running;
  private volatile boolean wasOne;
  private Instant lastBegun = Instant.MIN;

  private record Waiter(Predicate<Market> enough, Promise<Market> promise) {}

  Rounds(
      Loop loop,
      DiscoverySettings settings,
      Publisher publisher,
      Asking asking,
      ListPolling list,
      Runnable everybodyAsked) {
    this.loop = loop;
    this.settings = settings;
    this.publisher = publisher;
    this.asking = asking;
    this.list = list;
    this.everybodyAsked = everybodyAsked;
    list.onSettled(() -> settled(LIST));
  }

  /** Takes part in the round that runs, or begins one with these and the list. */
  Future<Market> join(Collection<KeptPeer> everybody, Predicate<Market> enough) {
    if (enough.test(publisher.current())) {
      return Future.succeededFuture(publisher.current());
    }
    if (!running) {
      begin(everybody, true);
    }
    return running ? await(enough) : Future.succeededFuture(publisher.current());
  }

  /** Takes part in the round that runs, or begins one with those of them who are due, if any is. */
  Future<Market> joinDue(Collection<KeptPeer> everybody) {
    Instant now = loop.instant();
    List<KeptPeer> due = everybody.stream().filter(peer -> peer.isDue(now)).toList();
    if (!running && !(due.isEmpty() && !list.isDue(now))) {
      begin(due, list.isDue(now));
    }
    return running ? await(market -> false) : Future.succeededFuture(publisher.current());
  }

  boolean isRunning() {
    return running;
  }

  /** Whether one is over, and what came of it in force. Any thread. */
  boolean wasOne() {
    return wasOne;
  }

  /** One more who has to answer, if a round runs. */
  void expect(Object asked) {
    if (running) {
      pending.add(asked);
    }
  }

  /** This one has answered, or will not. */
  void settled(Object asked) {
    if (running && pending.remove(asked) && pending.isEmpty()) {
      everybodyAsked.run();
      publisher.flush().onComplete(flushed -> end());
    }
  }

  /** Lets those go for whom this is enough. */
  void published(Market market) {
    List.copyOf(waiters).stream()
        .filter(waiter -> waiter.enough().test(market))
        .forEach(this::release);
  }

  private void begin(Collection<KeptPeer> everybody, boolean withList) {
    Instant now = loop.instant();
    if (now.isBefore(lastBegun.plus(REST))) {
      return;
    }
    lastBegun = now;
    List<KeptPeer> asked =
        everybody.stream()
            .filter(peer -> peer.isBusy() || !now.isBefore(peer.askedAt().plus(REST)))
            .toList();
    pending.addAll(asked);
    boolean askList = withList && list.exists();
    if (askList) {
      pending.add(LIST);
    }
    running = !pending.isEmpty();
    wasOne |= !running;
    if (askList) {
      list.soon();
    }
    asked.forEach(asking::soon);
  }

  private void end() {
    if (pending.isEmpty()) {
      running = false;
      wasOne = true;
      List.copyOf(waiters).forEach(this::release);
    }
  }

  private Future<Market> await(Predicate<Market> enough) {
    Waiter waiter = new Waiter(enough, Promise.promise());
    waiters.add(waiter);
    Loop.Timer limit = loop.after(settings.timeout(), () -> release(waiter));
    return waiter.promise().future().onComplete(done -> limit.stop());
  }

  private void release(Waiter waiter) {
    waiters.remove(waiter);
    waiter.promise().tryComplete(publisher.current());
  }
}
