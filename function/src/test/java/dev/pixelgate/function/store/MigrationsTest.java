package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
  private static final String NEWEST = Integer.toString(Migrations.newest());

  @TempDir Path data;

  private static String pragma(SqliteStore store, String name) {
    return store.transaction(
        session ->
            session
                .rows("SELECT CAST(" + name + " AS TEXT) FROM pragma_" + name)
                .map(rows -> rows.getFirst().text(0)));
  }

  @Test
  void newDatabaseHasTheCurrentSchema() {
    try (SqliteStore store = SqliteStore.open(data)) {
      assertEquals(NEWEST, pragma(store, "user_version"));
      assertEquals("wal", pragma(store, "journal_mode"));
      assertEquals("1", pragma(store, "foreign_keys"));
      assertEquals("2", pragma(store, "synchronous"));
    }
  }

  /** As version 0.1.0 wrote it before it kept books, pins and caps. */
  @Test
  void aDatabaseOfTheFirstSchemaKeepsItsKeys() throws Exception {
    Files.createDirectories(data);
    String first =
        new String(
            MigrationsTest.class
                .getResourceAsStream("/db/sqlite/V1__accounts_and_keys.sql")
                .readAllBytes(),
            StandardCharsets.UTF_8);
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + SqliteStore.file(data));
        Statement statement = old.createStatement()) {
      statement.executeUpdate(first);
      statement.executeUpdate("PRAGMA user_version = 1");
      statement.executeUpdate("INSERT INTO account VALUES ('acme', 1)");
      statement.executeUpdate(
          "INSERT INTO api_key VALUES ('k_1', 'acme', zeroblob(32), 0, 2, NULL)");
    }
    try (TestingKeys keys = TestingKeys.open(data, InstantSource.system())) {
      assertEquals(
          List.of(
              new KeyInfo(
                  "k_1",
                  "acme",
                  false,
                  Instant.ofEpochMilli(2),
                  Optional.empty(),
                  Optional.empty())),
          keys.list());
    }
  }

  @Test
  void newerSchemaIsRefused() throws Exception {
    SqliteStore.open(data).close();
    try (Connection later = DriverManager.getConnection("jdbc:sqlite:" + SqliteStore.file(data));
        Statement statement = later.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 77");
    }
    StoreException e = assertThrows(StoreException.class, () -> SqliteStore.open(data));
    assertEquals(
        data.resolve("pixelgate.db")
            + " has schema 77, this version knows schemas up to "
            + NEWEST
            + ": run the version that wrote it,"
            + " or a newer one",
        e.getMessage());
  }

  /** A newer command line is at work on the folder beside this start. */
  @Test
  void aSchemaThatBecomesNewerWhileTheLockIsWaitedForIsRefusedAndStays() throws Exception {
    SqliteStore.open(data).close();
    String url = "jdbc:sqlite:" + SqliteStore.file(data);
    try (Connection real = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      version(other, 3);
      Connection overtaken =
          (Connection)
              Proxy.newProxyInstance(
                  MigrationsTest.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, values) -> {
                    if (method.getName().equals("setAutoCommit") && values[0].equals(false)) {
                      version(other, 77);
                    }
                    return method.invoke(real, values);
                  });
      StoreException e =
          assertThrows(StoreException.class, () -> Migrations.apply(overtaken, "the file"));
      assertTrue(e.getMessage().startsWith("the file has schema 77"), e::getMessage);
      assertTrue(real.getAutoCommit());
      version(other, Migrations.newest());
    }
    try (SqliteStore store = SqliteStore.open(data)) {
      assertEquals(NEWEST, pragma(store, "user_version"));
    }
  }

  /** The same program was faster: there is nothing left to do. */
  @Test
  void aSchemaThatIsMadeWhileTheLockIsWaitedForStays() throws Exception {
    String url = "jdbc:sqlite:" + SqliteStore.file(data);
    Files.createDirectories(data);
    try (Connection real = DriverManager.getConnection(url)) {
      Connection overtaken =
          (Connection)
              Proxy.newProxyInstance(
                  MigrationsTest.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, values) -> {
                    if (method.getName().equals("setAutoCommit") && values[0].equals(false)) {
                      SqliteStore.open(data).close();
                    }
                    return method.invoke(real, values);
                  });
      Migrations.apply(overtaken, "the file");
    }
    try (SqliteStore store = SqliteStore.open(data)) {
      assertEquals(NEWEST, pragma(store, "user_version"));
    }
  }

  private static void version(Connection connection, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = " + version);
    }
  }

  /** On about one of 40 new databases the switch to WAL was refused at once to one of the eight. */
  @RepeatedTest(40)
  void manyMayOpenANewDatabaseAtOnce() throws Exception {
    int openers = 8;
    try (ExecutorService threads = Executors.newFixedThreadPool(openers)) {
      CyclicBarrier start = new CyclicBarrier(openers);
      List<Future<String>> versions = new ArrayList<>();
      for (int i = 0; i < openers; i++) {
        versions.add(threads.submit(() -> openAfter(start)));
      }
      for (Future<String> version : versions) {
        assertEquals(NEWEST, resultOf(version));
      }
    }
  }

  private String openAfter(CyclicBarrier start) throws Exception {
    start.await();
    try (SqliteStore store = SqliteStore.open(data)) {
      return pragma(store, "user_version");
    }
  }

  private static String resultOf(Future<String> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
