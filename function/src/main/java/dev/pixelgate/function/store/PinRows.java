package dev.pixelgate.function.store;

import dev.pixelgate.router.livepeer.Pin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** The statements on the table of pins. */
final class PinRows {
  private PinRows() {}

  static Optional<Pin> find(Connection connection, String hostPort) throws SQLException {
    String sql = "SELECT sha256 FROM pin WHERE host_port = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, hostPort);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(new Pin(rows.getString(1))) : Optional.empty();
      }
    }
  }

  static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM pin")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static void put(Connection connection, String hostPort, Pin pin, Instant now)
      throws SQLException {
    String sql =
        "INSERT INTO pin (host_port, sha256, saved_at) VALUES (?, ?, ?) ON CONFLICT (host_port)"
            + " DO UPDATE SET sha256 = excluded.sha256, saved_at = excluded.saved_at";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, hostPort);
      insert.setString(2, pin.sha256());
      insert.setLong(3, now.toEpochMilli());
      insert.executeUpdate();
    }
  }
}
