package dev.pixelgate.function.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a database forward to the schema that this version of the program knows. SQLite's {@code
 * user_version} is the number of migrations applied.
 */
final class Migrations {
  /** In order; a released one never changes. */
  private static final List<String> SCRIPTS =
      List.of(
          "V1__accounts_and_keys.sql",
          "V2__last_book.sql",
          "V3__pins.sql",
          "V4__account_caps.sql",
          "V5__ledger.sql",
          "V6__receipts.sql",
          "V7__signing_keys.sql",
          "V8__idempotency.sql",
          "V9__payments.sql",
          "V10__open_attempts.sql",
          "V11__decisions.sql");

  private Migrations() {}

  /** The schema that this program writes. */
  static int newest() {
    return SCRIPTS.size();
  }

  /**
   * Applies what is missing, all of it or nothing: each transaction more would be one more wait for
   * the disk in the first start on a new folder. Several processes may do this at once: the version
   * is read again under the write lock, where it may be that of a newer program.
   *
   * @throws StoreException when the database is newer than this program
   */
  static void apply(Connection connection, String file) throws SQLException {
    int version = version(connection);
    refuseNewer(file, version);
    if (version < SCRIPTS.size()) {
      applyMissing(connection, file);
    }
  }

  private static void applyMissing(Connection connection, String file) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      int found = version(connection);
      refuseNewer(file, found);
      for (int version = found; version < SCRIPTS.size(); version++) {
        statement.executeUpdate(script("sqlite", version));
      }
      if (found < SCRIPTS.size()) {
        statement.executeUpdate("PRAGMA user_version = " + SCRIPTS.size());
      }
      connection.commit();
    } catch (SQLException | StoreException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Refuses a database of a later version of the program, whose meaning this one cannot know. */
  static void refuseNewer(String where, int version) {
    if (version > SCRIPTS.size()) {
      throw new StoreException(
          "%s has schema %d, this version knows schemas up to %d: run the version that wrote it, or a newer one"
              .formatted(where, version, SCRIPTS.size()));
    }
  }

  /** The script that leads on from this version, of the databases of one kind. */
  static String script(String kind, int version) {
    String name = "db/" + kind + "/" + SCRIPTS.get(version);
    try (InputStream in = Migrations.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the program's own resource " + name + " is damaged", e);
    }
  }
}
