package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PostgresDatabaseTest extends DatabaseContract {
  private StoreUrl url;

  @Override
  Database open(Vertx vertx) {
    url = StoreUrl.parse(TestingPostgres.shared().newDatabase());
    return openAgain(vertx);
  }

  @Override
  Database openAgain(Vertx vertx) {
    return new PostgresDatabase(vertx, (StoreUrl.Postgres) url);
  }

  @Override
  Future<?> between(Database other) {
    return other.transaction(session -> session.change(PUT, "b", 1L, null));
  }

  @Test
  void manyInstancesMayMakeTheSchemaAtOnce() throws Exception {
    List<Database> many = IntStream.range(0, 12).mapToObj(i -> openAgain(vertx)).toList();
    List<Future<Integer>> put =
        IntStream.range(0, many.size())
            .mapToObj(
                i -> many.get(i).transaction(session -> session.change(PUT, "a" + i, 1L, null)))
            .toList();
    await(Future.join(put));
    assertEquals(12, count("account"));
    assertEquals(Migrations.newest(), count("schema_version"));
    for (Database one : many) {
      await(one.close());
    }
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    await(
        database.transaction(
            session -> session.change("INSERT INTO schema_version VALUES (?, ?)", 77L, 0L)));
    Database next = openAgain(vertx);
    String refusal =
        url
            + " has schema 77, this version knows schemas up to "
            + Migrations.newest()
            + ": run the version that wrote it, or a newer one";
    assertEquals(refusal, failureOf(next.read(session -> session.rows("SELECT 1"))).getMessage());
    assertEquals(
        refusal, failureOf(next.transaction(session -> session.rows("SELECT 1"))).getMessage());
    await(next.close());
  }

  @Test
  void readsChangeNothing() {
    Throwable failure = failureOf(database.read(session -> session.change(PUT, "a", 1L, null)));
    assertTrue(failure.getMessage().contains("read-only"), failure.getMessage());
  }

  @Test
  void aClosedOneFails() throws Exception {
    Database closed = openAgain(vertx);
    await(closed.close());
    assertInstanceOf(
        StoreException.class, failureOf(closed.read(session -> session.rows("SELECT 1"))));
  }

  @Test
  void saysWhereAndWhyButNotThePassword() {
    String wrong = url.toString().replace("://", "://pixelgate:Wr0ngWord@");
    Database there = new PostgresDatabase(vertx, (StoreUrl.Postgres) StoreUrl.parse(wrong));
    Throwable failure = failureOf(there.exists());
    assertEquals(
        "the store "
            + url
            + " cannot be used: password authentication failed for user \"pixelgate\" (SQLSTATE"
            + " 28P01)",
        failure.getMessage());
    assertFalse(failure.toString().contains("Wr0ngWord"));
  }

  @Test
  void nobodyThereIsAFailure() {
    Database there =
        new PostgresDatabase(
            vertx, (StoreUrl.Postgres) StoreUrl.parse("postgresql://u:Pa55w0rd@127.0.0.1:1/d"));
    Throwable failure = failureOf(there.transaction(session -> session.rows("SELECT 1")));
    assertInstanceOf(StoreException.class, failure);
    assertTrue(
        failure.getMessage().startsWith("the store postgresql://127.0.0.1:1/d cannot be used: "),
        failure.getMessage());
    assertFalse(failure.getMessage().contains("Pa55w0rd"), failure.getMessage());
  }
}
