package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.discovery.PeerAddress;
import dev.pixelgate.router.discovery.SavedBook;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements on the tables of the last price book. */
final class BookRows {
  private BookRows() {}

  /** Puts this book in the place of the one before. */
  static void replace(Connection connection, SavedBook book, Instant now) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      for (String table : List.of("book_offer", "book_known", "book_address", "book")) {
        delete.executeUpdate("DELETE FROM " + table);
      }
    }
    OfferRows.insert(connection, book.offers());
    insert(
        connection,
        "INSERT INTO book_known (pipeline, model) VALUES (?, ?)",
        book.known().stream().map(BookRows::texts).toList());
    insert(
        connection,
        "INSERT INTO book_address (name, url, origin) VALUES (?, ?, ?)",
        book.addresses().stream().map(BookRows::texts).toList());
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO book (saved_at) VALUES (?)")) {
      insert.setLong(1, now.toEpochMilli());
      insert.executeUpdate();
    }
  }

  private static List<String> texts(Capability capability) {
    return List.of(capability.pipeline().wireName(), capability.model());
  }

  private static List<String> texts(PeerAddress address) {
    return List.of(address.name(), address.url().toString(), address.origin().name());
  }

  private static void insert(Connection connection, String sql, List<List<String>> rows)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (List<String> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          insert.setString(i + 1, row.get(i));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * The book that is stored, if there is one. Within a transaction: another process may replace it
   * between two statements.
   *
   * @throws IllegalArgumentException when it holds what this version does not know
   * @throws DateTimeException when a time in it is none
   */
  static Optional<SavedBook> load(Connection connection) throws SQLException {
    return isThere(connection)
        ? Optional.of(
            new SavedBook(OfferRows.all(connection), known(connection), addresses(connection)))
        : Optional.empty();
  }

  private static boolean isThere(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT saved_at FROM book")) {
      return rows.next();
    }
  }

  private static List<Capability> known(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT pipeline, model FROM book_known ORDER BY id")) {
      List<Capability> known = new ArrayList<>();
      while (rows.next()) {
        known.add(OfferRows.capability(rows.getString(1), rows.getString(2)));
      }
      return known;
    }
  }

  private static List<PeerAddress> addresses(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name, url, origin FROM book_address ORDER BY id")) {
      List<PeerAddress> addresses = new ArrayList<>();
      while (rows.next()) {
        addresses.add(
            new PeerAddress(
                rows.getString(1),
                URI.create(rows.getString(2)),
                PeerAddress.Origin.valueOf(rows.getString(3))));
      }
      return addresses;
    }
  }
}
