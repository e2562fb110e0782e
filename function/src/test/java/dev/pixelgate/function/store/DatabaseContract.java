package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every database does, seen through tables that the program has anyway. */
@ExtendWith(VertxExtension.class)
abstract class DatabaseContract {
  static final String PUT = "INSERT INTO account (name, created_at, cap) VALUES (?, ?, ?)";
  private static final String PERIOD =
      "INSERT INTO budget_period (account, period, paid_in) VALUES ('acme', 'prepaid', ?)";
  private static final String SPEND =
      "UPDATE budget_period SET spent = spent + ? WHERE account = 'acme' AND period = 'prepaid'"
          + " AND spent + held + ? <= paid_in";

  Vertx vertx;
  Database database;

  /** A database that holds nothing yet. */
  abstract Database open(Vertx vertx) throws Exception;

  /** Another user of the same one. */
  abstract Database openAgain(Vertx vertx);

  @BeforeEach
  final void openFirst(Vertx vertx) throws Exception {
    this.vertx = vertx;
    database = open(vertx);
  }

  @AfterEach
  final void close() throws Exception {
    await(database.close());
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  static Throwable failureOf(Future<?> future) {
    return assertThrows(ExecutionException.class, () -> await(future)).getCause();
  }

  final long count(String table) throws Exception {
    return await(
        database.read(
            session ->
                session
                    .rows("SELECT count(*) FROM " + table)
                    .map(rows -> rows.getFirst().number(0))));
  }

  @Test
  void isEmptyBeforeAnythingIsPutIntoIt() throws Exception {
    assertEquals(0, count("account"));
    assertEquals(0, count("transfer"));
  }

  @Test
  void readsNothingIntoExistence() throws Exception {
    assertEquals(false, await(database.exists()));
    await(database.transaction(session -> session.change(PUT, "acme", 1L, null)));
    assertEquals(true, await(database.exists()));
  }

  @Test
  void givesBackEveryKindOfValue() throws Exception {
    byte[] hash = new byte[32];
    for (int i = 0; i < hash.length; i++) {
      hash[i] = (byte) (i * 9 - 128);
    }
    Row row =
        await(
            database
                .transaction(
                    session ->
                        session
                            .change(PUT, "acme", Long.MAX_VALUE, "ä '?' \"\" € 😀")
                            .compose(put -> session.change(PUT, "boss", Long.MIN_VALUE, null))
                            .compose(
                                put ->
                                    session.change(
                                        "INSERT INTO api_key (id, account, hash, operator,"
                                            + " created_at) VALUES ('k?', ?, ?, 1, 0)",
                                        "acme",
                                        hash)))
                .compose(
                    put ->
                        database.read(
                            session ->
                                session
                                    .rows(
                                        "SELECT name, account.created_at, cap, hash, revoked_at, id"
                                            + " FROM account JOIN api_key ON account = name"
                                            + " WHERE id = 'k?' AND name <> ?",
                                        "boss")
                                    .map(List::getFirst))));
    assertEquals("acme", row.text(0));
    assertEquals(Long.MAX_VALUE, row.number(1));
    assertEquals(Optional.of("ä '?' \"\" € 😀"), row.maybeText(2));
    assertArrayEquals(hash, row.bytes(3));
    assertEquals(Optional.empty(), row.maybeNumber(4));
    assertEquals("k?", row.text(5));
  }

  @Test
  void countsAndSumsAreNumbersAndTruthIsOneOrZero() throws Exception {
    await(
        database.transaction(
            session ->
                session
                    .change(PUT, "a", 3L, null)
                    .compose(put -> session.change(PUT, "b", 4L, null))));
    Row row =
        await(
            database.read(
                session ->
                    session
                        .rows(
                            "SELECT sum(created_at), count(cap), max(cap),"
                                + " EXISTS (SELECT 1 FROM account), sum(created_at) > ?"
                                + " FROM account",
                            100L)
                        .map(List::getFirst)));
    assertEquals(7, row.number(0));
    assertEquals(0, row.number(1));
    assertEquals(Optional.empty(), row.maybeText(2));
    assertEquals(1, row.number(3));
    assertEquals(0, row.number(4));
  }

  @Test
  void countsWhatAStatementChanged() throws Exception {
    String again = PUT + " ON CONFLICT DO NOTHING";
    assertEquals(
        List.of(1, 0, 1, 0),
        await(
            database.transaction(
                session ->
                    Future.join(
                            session.change(again, "a", 1L, null),
                            session.change(again, "a", 2L, null),
                            session.change("UPDATE account SET cap = ? WHERE name = 'a'", "x"),
                            session.change("UPDATE account SET cap = ? WHERE name = 'b'", "x"))
                        .map(done -> done.<Integer>list()))));
  }

  @Test
  void answersWhatAChangeLeaves() throws Exception {
    await(database.transaction(session -> session.change(PERIOD, 100L)));
    assertEquals(
        List.of(40L),
        await(
            database.transaction(
                session ->
                    session
                        .rows(SPEND + " RETURNING spent", 40L, 40L)
                        .map(rows -> rows.stream().map(row -> row.number(0)).toList()))));
    assertEquals(
        List.of(),
        await(database.transaction(session -> session.rows(SPEND + " RETURNING spent", 61L, 61L))));
  }

  @Test
  void changesEachRow() throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    IntStream.range(0, 1_000).forEach(i -> rows.add(List.of("a" + i, (long) i, "cap " + i)));
    await(database.transaction(session -> session.changeEach(PUT, new ArrayList<>(rows))));
    await(database.transaction(session -> session.changeEach(PUT, List.of())));
    assertEquals(1_000, count("account"));
  }

  @Test
  void doesAllOrNothing() throws Exception {
    RuntimeException mine = new RuntimeException("mine");
    assertSame(
        mine,
        failureOf(
            database.transaction(
                session ->
                    session
                        .change(PUT, "acme", 1L, null)
                        .compose(put -> Future.failedFuture(mine)))));
    assertEquals(0, count("account"));
    assertSame(
        mine,
        failureOf(
            database.transaction(
                session -> {
                  session.change(PUT, "acme", 1L, null);
                  throw mine;
                })));
    assertEquals(0, count("account"));
  }

  @Test
  void aStepThatFailsUndoesTheWholeWhateverTheWorkMakesOfIt() throws Exception {
    Future<Integer> work =
        database.transaction(
            session ->
                session
                    .change(PUT, "acme", 1L, null)
                    .compose(put -> session.change(PUT, "acme", 1L, null))
                    .otherwise(7));
    assertInstanceOf(StoreException.class, failureOf(work));
    assertEquals(0, count("account"));
  }

  @Test
  void refusesAStatementThatMakesNoSense() throws Exception {
    Throwable failure = failureOf(database.read(session -> session.rows("SELECT nonsense")));
    assertInstanceOf(StoreException.class, failure);
    assertTrue(failure.getMessage().contains("nonsense"), failure.getMessage());
    assertEquals(0, count("account"));
  }

  @Test
  void neverSpendsMoreThanThereIsWhoeverSpends() throws Exception {
    await(database.transaction(session -> session.change(PERIOD, 50L)));
    Database other = openAgain(vertx);
    List<Future<Integer>> spent =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    (i % 2 == 0 ? database : other)
                        .transaction(session -> session.change(SPEND, 1L, 1L)))
            .toList();
    await(Future.join(spent));
    assertEquals(50, spent.stream().mapToInt(Future::result).sum());
    await(other.close());
  }

  /** Two that take the same two rows, each the other's first: one of them has to begin again. */
  @Test
  void workThatStandsInEachOthersWayIsDoneInTheEnd() throws Exception {
    await(
        database.transaction(
            session ->
                session
                    .change(PUT, "a", 0L, null)
                    .compose(p -> session.change(PUT, "b", 0L, null))));
    Database other = openAgain(vertx);
    List<Future<Integer>> all = new ArrayList<>();
    AtomicInteger tries = new AtomicInteger();
    for (int i = 0; i < 4; i++) {
      all.add(inOrder(database, tries, "a", "b"));
      all.add(inOrder(other, tries, "b", "a"));
    }
    await(Future.join(all));
    List<Long> counted =
        await(
            database.read(
                session ->
                    session
                        .rows("SELECT created_at FROM account ORDER BY name")
                        .map(rows -> rows.stream().map(row -> row.number(0)).toList())));
    assertEquals(List.of(8L, 8L), counted, "after tries: " + tries);
    await(other.close());
  }

  private static Future<Integer> inOrder(
      Database database, AtomicInteger tries, String first, String second) {
    String count = "UPDATE account SET created_at = created_at + 1 WHERE name = ?";
    return database.transaction(
        session -> {
          tries.incrementAndGet();
          return session.change(count, first).compose(done -> session.change(count, second));
        });
  }

  @Test
  void aReadSeesOneMoment() throws Exception {
    await(database.transaction(session -> session.change(PUT, "a", 1L, null)));
    Database other = openAgain(vertx);
    String count = "SELECT count(*) FROM account";
    List<Long> seen =
        await(
            database.read(
                session ->
                    session
                        .rows(count)
                        .compose(
                            before ->
                                between(other)
                                    .compose(put -> session.rows(count))
                                    .map(
                                        after ->
                                            List.of(
                                                before.getFirst().number(0),
                                                after.getFirst().number(0))))));
    assertEquals(List.of(1L, 1L), seen);
    assertEquals(2, count("account"));
    await(other.close());
  }

  /** Puts an account meanwhile, in a way that the reader may wait for. */
  abstract Future<?> between(Database other);

  @Test
  void completesOnTheContextOfItsCaller() throws Exception {
    Context caller = vertx.getOrCreateContext();
    for (int i = 0; i < 3; i++) {
      Promise<Context> completedOn = Promise.promise();
      caller.runOnContext(
          there ->
              database
                  .transaction(session -> session.rows("SELECT 1"))
                  .onSuccess(done -> completedOn.complete(Vertx.currentContext()))
                  .onFailure(completedOn::fail));
      assertSame(caller, await(completedOn.future()));
    }
  }

  @Test
  void anotherUserSeesWhatWasCommitted() throws Exception {
    await(database.transaction(session -> session.change(PUT, "a", 1L, null)));
    Database other = openAgain(vertx);
    assertEquals(
        "a",
        await(
            other.read(
                session ->
                    session
                        .rows("SELECT name FROM account")
                        .map(rows -> rows.getFirst().text(0)))));
    await(other.close());
  }
}
