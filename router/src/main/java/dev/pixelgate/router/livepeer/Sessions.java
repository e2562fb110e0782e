package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiPerPixel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The newest session of every capability of one orchestrator, fresh when it is taken. Discovery
 * puts new ones here once a minute, so that who works seldom has to ask; a process that sells from
 * a kept book before its first discovery asks here. For any number of event loops; what is asked
 * for completes on the caller's.
 */
public final class Sessions {
  private final Vertx vertx;
  private final InstantSource clock;
  private final Opener opener;
  private final Duration timeout;
  private final Running running = new Running();
  private final ConcurrentMap<Capability, Session> newest = new ConcurrentHashMap<>();
  private final ConcurrentMap<Capability, Session> unused = new ConcurrentHashMap<>();
  private final ConcurrentMap<Capability, Promise<Opening>> asking = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param timeout for asking
   */
  Sessions(Vertx vertx, InstantSource clock, Opener opener, Duration timeout) {
    this.vertx = vertx;
    this.clock = clock;
    this.opener = opener;
    this.timeout = timeout;
  }

  /**
   * A session for this capability that lasts long enough to send a job; asks for one when there is
   * none, together with everybody else who wants it. Where asking fails, one that is near its end
   * is still given. Never fails.
   */
  public Future<Opening> session(Capability capability) {
    Session known = newest.get(capability);
    return known != null && known.isFresh(clock.instant())
        ? Future.succeededFuture(new Opening.Open(known))
        : ask(capability);
  }

  /** Another session than this one, which the orchestrator did not accept: it was restarted. */
  public Future<Opening> renewed(Capability capability, Session refused) {
    newest.remove(capability, refused);
    return session(capability);
  }

  /**
   * A session for this capability that nobody else is given here: the tickets of one are numbered.
   * It is the newest one from then on. Never fails.
   */
  public Future<Opening> own(Capability capability) {
    Session found = unused.remove(capability);
    return found != null && found.isFresh(clock.instant())
        ? Future.succeededFuture(new Opening.Open(found))
        : opener.open(Optional.of(capability), timeout).map(opening -> judged(capability, opening));
  }

  /** The orchestrator does not know its tokens any more, this one for example. */
  public void forget(Session refused) {
    newest.values().removeIf(session -> !session.renewAt().isAfter(refused.renewAt()));
    unused.clear();
  }

  /**
   * The version of the runner behind this capability, as the newest session says it. Any thread.
   */
  Optional<String> runnerVersion(Capability capability) {
    return Optional.ofNullable(newest.get(capability))
        .flatMap(session -> session.runnerVersion(capability));
  }

  /** What a pixel of this costs by the newest session, if it may still be used. Any thread. */
  Optional<WeiPerPixel> quote(Capability capability) {
    return Optional.ofNullable(newest.get(capability))
        .filter(session -> session.isFresh(clock.instant()))
        .flatMap(Session::quote);
  }

  /** Our jobs that run with them. */
  Running running() {
    return running;
  }

  /** What was found: these, and no others. */
  void replace(Map<Capability, Session> found) {
    newest.putAll(found);
    newest.keySet().retainAll(found.keySet());
    unused.putAll(found);
    unused.keySet().retainAll(found.keySet());
  }

  private Future<Opening> ask(Capability capability) {
    Promise<Opening> mine = Promise.promise();
    Promise<Opening> first = asking.putIfAbsent(capability, mine);
    if (first != null) {
      return here(first.future());
    }
    opener
        .open(Optional.of(capability), timeout)
        .map(opening -> taken(capability, opening))
        .onComplete(
            opened -> {
              asking.remove(capability);
              mine.handle(opened);
            });
    return mine.future();
  }

  private Opening taken(Capability capability, Opening opening) {
    Opening judged = judged(capability, opening);
    if (judged instanceof Opening.Open(Session session)) {
      unused.put(capability, session);
    }
    Session known = newest.get(capability);
    return judged instanceof Opening.Failed
            && opening instanceof Opening.Failed
            && known != null
            && known.isUsable(clock.instant())
        ? new Opening.Open(known)
        : judged;
  }

  private Opening judged(Capability capability, Opening opening) {
    return switch (opening) {
      case Opening.Open(Session session) when session.lists(capability) -> {
        newest.put(capability, session);
        yield opening;
      }
      case Opening.Open gone -> new Opening.Failed("does not serve " + capability + " any more");
      case Opening.Refused refused -> refused;
      case Opening.Failed failed -> failed;
    };
  }

  /** Completes on the caller's event loop what another loop may have begun. */
  private Future<Opening> here(Future<Opening> elsewhere) {
    Context caller = vertx.getOrCreateContext();
    Promise<Opening> here = Promise.promise();
    elsewhere.onComplete(opened -> caller.runOnContext(run -> here.handle(opened)));
    return here.future();
  }
}
