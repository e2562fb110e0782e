package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is alive: this run of the server under its name, and the others on the same store.
 *
 * <p>An instance is dead when its last sign of life has not changed for 15 s by the clock of who
 * looks; no two clocks are compared. On a store that only one server may use, every other one is
 * dead at once.
 */
final class Instances implements Fence {
  /** Signs of life are given every 2 s, so seven were missed. */
  static final Duration DEAD_AFTER = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

  private final Database database;
  private final InstantSource clock;
  private final OpenAttempts open;
  private final Consumer<String> forgetSlices;
  private volatile String instance = newName();

  // Guarded by this.
  private final Map<String, Sign> signs = new HashMap<>();
  private Future<Void> renewing = Future.succeededFuture();

  /**
   * Registers nothing yet.
   *
   * @param forgetSlices what was leased under a name is not this instance's under another one
   */
  Instances(
      Database database, InstantSource clock, OpenAttempts open, Consumer<String> forgetSlices) {
    this.database = database;
    this.clock = clock;
    this.open = open;
    this.forgetSlices = forgetSlices;
  }

  private static String newName() {
    return UUID.randomUUID().toString();
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public Future<Void> pass(Session session) {
    String name = instance;
    return session
        .change(
            "UPDATE instance SET seen_at = ?, open_from = ? WHERE id = ?",
            clock.millis(),
            open.from(),
            name)
        .compose(
            rows ->
                rows == 1 ? Future.succeededFuture() : Future.failedFuture(new TakenForDead(name)));
  }

  /** Registers this instance and, where none other can be alive, resolves what they left. */
  Future<Void> register() {
    return register(instance).compose(v -> resolveDead());
  }

  private Future<Void> register(String name) {
    long now = clock.millis();
    return database
        .transaction(
            session ->
                session.change(
                    "INSERT INTO instance (id, started_at, seen_at) VALUES (?, ?, ?)",
                    name,
                    now,
                    now))
        .mapEmpty();
  }

  @Override
  public Future<Void> renew(String dead) {
    Promise<Void> renewed = Promise.promise();
    synchronized (this) {
      if (!renewing.isComplete()) {
        return renewing;
      }
      if (!dead.equals(instance)) {
        return Future.succeededFuture();
      }
      renewing = renewed.future();
    }
    LOG.warn("instance_taken_for_dead name={}", dead);
    String name = newName();
    register(name)
        .compose(
            registered -> {
              instance = name;
              forgetSlices.accept(dead);
              return resolveDead();
            })
        .onComplete(renewed);
    return renewed.future();
  }

  /** Resolves this instance itself: it writes nothing more. */
  Future<Void> leave() {
    return database
        .transaction(session -> Recovery.ofOwn(session, instance, clock.millis()))
        .mapEmpty();
  }

  /** Resolves what instances left behind that give no sign of life any more. */
  Future<Void> resolveDead() {
    return database
        .read(session -> session.rows("SELECT id, seen_at FROM instance WHERE id <> ?", instance))
        .compose(
            rows -> {
              List<Sign> others = new ArrayList<>();
              rows.forEach(
                  row -> others.add(new Sign(row.text(0), row.number(1), clock.instant())));
              Future<Void> done = Future.succeededFuture();
              for (Sign dead : dead(others)) {
                done = done.compose(v -> resolve(dead));
              }
              return done;
            });
  }

  private synchronized List<Sign> dead(List<Sign> others) {
    Set<String> there = new HashSet<>();
    List<Sign> dead = new ArrayList<>();
    for (Sign now : others) {
      there.add(now.instance);
      Sign known = signs.merge(now.instance, now, (old, next) -> old.isSame(next) ? old : next);
      boolean silent = !now.first.isBefore(known.first.plus(DEAD_AFTER));
      if (silent || !database.isShared()) {
        dead.add(now);
      }
    }
    signs.keySet().retainAll(there);
    return dead;
  }

  private Future<Void> resolve(Sign dead) {
    return database
        .transaction(session -> Recovery.of(session, dead.instance, dead.seenAt, clock.millis()))
        .map(
            resolved -> {
              if (resolved.isPresent()) {
                LOG.info("instance_resolved name={} {}", dead.instance, resolved.get());
              }
              return null;
            });
  }

  /** What an instance was seen to say, and when that was first seen. */
  private record Sign(String instance, long seenAt, Instant first) {
    boolean isSame(Sign later) {
      return seenAt == later.seenAt;
    }
  }
}
