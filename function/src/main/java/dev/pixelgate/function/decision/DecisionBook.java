package dev.pixelgate.function.decision;

import dev.pixelgate.function.ledger.Journal;
import dev.pixelgate.function.store.Addition;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.router.DecisionLog;
import dev.pixelgate.router.DecisionRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The decisions in the store, of all instances that share it. Any thread. */
public final class DecisionBook implements DecisionLog {
  private static final String ADD =
      "INSERT INTO decision (id, account, at, writer, file, page, content)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";

  private static final String FIND =
      "SELECT account, content, writer, file, page FROM decision WHERE id = ? AND at > ?";

  /** From the last one that was written as a whole. */
  private static final String PAGES =
      """
      SELECT page, content, first FROM decision_page
      WHERE writer = ? AND file = ? AND page <= ? AND page >= (
        SELECT p.first FROM decision_page p WHERE p.writer = ? AND p.file = ? AND p.page = ?)
      ORDER BY page""";

  /** Refusals cost nothing, so that anybody with a key may make as many as he likes. */
  private static final Duration REFUSALS_KEPT = Duration.ofHours(1);

  private final Database database;
  private final Journal journal;
  private final Duration keep;
  private final InstantSource clock;
  private final Pages pages;
  private final RefusedDecisions refused;

  /**
   * That of a run of a server.
   *
   * @param journal where they are written
   * @param keep how long they are told; those of refusals an hour at most
   * @param dropped hears of each refusal whose decision is not kept
   */
  public DecisionBook(
      Vertx vertx,
      Database database,
      Journal journal,
      Duration keep,
      InstantSource clock,
      Runnable dropped) {
    this.database = database;
    this.journal = journal;
    this.keep = keep;
    this.clock = clock;
    String writer = UUID.randomUUID().toString();
    PageWrite.Bench bench = bench(vertx, database);
    this.pages =
        new Pages(
            (file, capability) ->
                new PageFile(writer, file, capability, keep, clock, bench, this::write));
    this.refused =
        new RefusedDecisions(
            journal,
            decision -> write(decision, refusedAt()),
            work -> vertx.executeBlocking(work::get, false).map(Objects::requireNonNull),
            clock,
            dropped);
  }

  /** SQLite's work is on a worker thread already, and may not wait; PostgreSQL's is on none. */
  private static PageWrite.Bench bench(Vertx vertx, Database database) {
    return database.isShared()
        ? work -> vertx.executeBlocking(work::get).map(Objects::requireNonNull)
        : work -> Future.succeededFuture(work.get());
  }

  /** The journal keeps the order: who refers to the page comes behind it. */
  private void write(PageWrite page) {
    journal.record(List.of(page));
  }

  /**
   * The change that keeps this decision, which is to be made by the journal; its page is on the way
   * there already. It may be made again.
   */
  public Write write(DecisionRecord decision) {
    return write(decision, clock.millis());
  }

  /** As if it had been earlier: what is kept is told, and removed, by its age alone. */
  private long refusedAt() {
    return clock.millis() - Math.max(0, keep.minus(REFUSALS_KEPT).toMillis());
  }

  private Write write(DecisionRecord decision, long atMillis) {
    Page page = pages.page(decision.question());
    Shelfmark mark = page.mark();
    return new Addition(
        ADD,
        List.of(
            decision.id(),
            decision.account(),
            atMillis,
            mark.writer(),
            mark.file(),
            mark.page(),
            DecisionPack.of(decision, page)));
  }

  @Override
  public void refused(DecisionRecord decision) {
    refused.add(decision);
  }

  /** The decision for the request of this id, while it is kept. */
  public Future<Optional<KeptDecision>> find(String id) {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(session -> find(session, id))
                    : Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<KeptDecision>> find(Session session, String id) {
    return session
        .rows(FIND, id, clock.instant().minus(keep).toEpochMilli())
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : kept(session, id, rows.getFirst()));
  }

  private static Future<Optional<KeptDecision>> kept(Session session, String id, Row row) {
    String writer = row.text(2);
    long file = row.number(3);
    long page = row.number(4);
    return session
        .rows(PAGES, writer, file, page, writer, file, page)
        .map(
            pages ->
                KeptDecision.isWhole(pages)
                    ? Optional.of(
                        new KeptDecision(
                            id,
                            row.text(0),
                            row.bytes(1),
                            pages.stream().map(one -> one.bytes(1)).toList()))
                    : Optional.empty());
  }

  /** Completes when no refusal waits to be written; never fails. */
  public Future<Void> flushed() {
    return refused.flushed();
  }
}
