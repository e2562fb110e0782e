package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that is killed, or that hangs, in the middle of work. */
@ExtendWith(VertxExtension.class)
final class PostgresOutageTest {
  private static final String PUT = "INSERT INTO account (name, created_at) VALUES (?, 1)";

  private TestingPostgres server;
  private Database database;

  @BeforeEach
  void open(Vertx vertx) {
    server = TestingPostgres.start(false);
    database =
        new PostgresDatabase(vertx, (StoreUrl.Postgres) StoreUrl.parse(server.newDatabase()));
  }

  @AfterEach
  void close() throws Exception {
    if (database != null) {
      await(database.close());
      server.close();
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private Future<Long> accounts() {
    return database.read(
        session ->
            session.rows("SELECT count(*) FROM account").map(rows -> rows.getFirst().number(0)));
  }

  private Future<Integer> put(String name) {
    return database.transaction(session -> session.change(PUT, name));
  }

  private static void assertAway(Future<?> work) {
    Throwable cause = assertThrows(ExecutionException.class, () -> await(work)).getCause();
    assertInstanceOf(StoreException.class, cause);
    assertTrue(
        cause.getMessage().startsWith("the store postgresql://127.0.0.1:"), cause.toString());
  }

  @Test
  void killedInTheMiddleOfWorkKeepsWhatWasCommittedAndNothingElse() throws Exception {
    await(put("before"));
    Promise<Void> halfDone = Promise.promise();
    Promise<Void> goOn = Promise.promise();
    Future<Integer> work =
        database.transaction(
            session ->
                session
                    .change(PUT, "half")
                    .onSuccess(put -> halfDone.complete())
                    .compose(put -> goOn.future())
                    .compose(on -> session.change(PUT, "other half")));
    await(halfDone.future());
    server.kill();
    goOn.complete();
    assertAway(work);
    assertAway(put("meanwhile"));

    server.restart();
    await(put("after"));
    assertEquals(2, await(accounts()));
  }

  @Test
  void aServerThatHangsIsAwayUntilItGoesOn() throws Exception {
    await(put("before"));
    server.hang(true);
    assertAway(put("meanwhile"));
    assertAway(accounts());
    server.hang(false);
    await(put("after"));
    assertTrue(await(accounts()) >= 2, "what was committed before and after is there");
  }
}
