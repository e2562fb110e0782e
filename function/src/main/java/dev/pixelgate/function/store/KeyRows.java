package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Cap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements on the tables of accounts and keys. */
final class KeyRows {
  private static final String COLUMNS =
      "SELECT id, account, operator, api_key.created_at, revoked_at, cap"
          + " FROM api_key JOIN account ON account.name = api_key.account ";

  private KeyRows() {}

  static void putAccount(Connection connection, String name, Instant now) throws SQLException {
    String sql = "INSERT INTO account (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, name);
      insert.setLong(2, now.toEpochMilli());
      insert.executeUpdate();
    }
  }

  /** Instead of any cap before. */
  static void putCap(Connection connection, String account, String cap) throws SQLException {
    String sql = "UPDATE account SET cap = ? WHERE name = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, cap);
      update.setString(2, account);
      update.executeUpdate();
    }
  }

  /** Whether it was inserted; not when its id is taken. */
  static boolean insert(
      Connection connection, String id, String account, boolean operator, KeyHash hash, Instant now)
      throws SQLException {
    String sql =
        "INSERT INTO api_key (id, account, hash, operator, created_at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO NOTHING";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, id);
      insert.setString(2, account);
      insert.setBytes(3, hash.bytes());
      insert.setBoolean(4, operator);
      insert.setLong(5, now.toEpochMilli());
      return insert.executeUpdate() == 1;
    }
  }

  static void revoke(Connection connection, String id, Instant now) throws SQLException {
    String sql = "UPDATE api_key SET revoked_at = ? WHERE id = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, now.toEpochMilli());
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  static Optional<KeyInfo> find(Connection connection, String id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COLUMNS + "WHERE id = ?")) {
      query.setString(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(info(rows)) : Optional.empty();
      }
    }
  }

  static List<KeyInfo> all(Connection connection) throws SQLException {
    String sql = COLUMNS + "ORDER BY account, api_key.created_at, id";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      List<KeyInfo> keys = new ArrayList<>();
      while (rows.next()) {
        keys.add(info(rows));
      }
      return keys;
    }
  }

  /** All keys that are good. */
  static Keyring keyring(Connection connection) throws SQLException {
    return new Keyring(good(connection), caps(connection), anyAccount(connection));
  }

  /** One that cannot be read is no reason to let its account pay anything. */
  private static Map<String, List<Cap>> caps(Connection connection) throws SQLException {
    String sql = "SELECT name, cap FROM account WHERE cap IS NOT NULL";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      Map<String, List<Cap>> caps = new HashMap<>();
      while (rows.next()) {
        caps.put(rows.getString(1), List.of(cap(rows.getString(1), rows.getString(2))));
      }
      return caps;
    }
  }

  private static Cap cap(String account, String text) {
    try {
      return AccountCap.parse(text, account);
    } catch (IllegalArgumentException e) {
      throw new StoreException("the cap of account " + account + ": " + e.getMessage(), e);
    }
  }

  private static boolean anyAccount(Connection connection) throws SQLException {
    String sql = "SELECT EXISTS (SELECT 1 FROM account)";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private static Map<KeyHash, Account> good(Connection connection) throws SQLException {
    String sql = "SELECT hash, account, operator FROM api_key WHERE revoked_at IS NULL";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      Map<KeyHash, Account> accounts = new HashMap<>();
      while (rows.next()) {
        Account account = new Account(rows.getString(2), rows.getBoolean(3));
        accounts.put(KeyHash.ofBytes(rows.getBytes(1)), account);
      }
      return accounts;
    }
  }

  private static KeyInfo info(ResultSet row) throws SQLException {
    Instant created = Instant.ofEpochMilli(row.getLong(4));
    long revokedAt = row.getLong(5);
    Optional<Instant> revoked =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(revokedAt));
    return new KeyInfo(
        row.getString(1),
        row.getString(2),
        row.getBoolean(3),
        created,
        revoked,
        Optional.ofNullable(row.getString(6)));
  }
}
