package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Cap;
import io.vertx.core.Future;
import java.time.Instant;
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

  static Future<?> putAccount(Session session, String name, Instant now) {
    return session.change(
        "INSERT INTO account (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        name,
        now.toEpochMilli());
  }

  /** Instead of any cap before. */
  static Future<?> putCap(Session session, String account, String cap) {
    return session.change("UPDATE account SET cap = ? WHERE name = ?", cap, account);
  }

  /** Whether it was inserted; not when its id is taken. */
  static Future<Boolean> insert(
      Session session, String id, String account, boolean operator, KeyHash hash, Instant now) {
    return session
        .change(
            "INSERT INTO api_key (id, account, hash, operator, created_at) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (id) DO NOTHING",
            id,
            account,
            hash.bytes(),
            operator ? 1L : 0L,
            now.toEpochMilli())
        .map(inserted -> inserted == 1);
  }

  /** Whether it was good until now. */
  static Future<Boolean> revoke(Session session, String id, Instant now) {
    return session
        .change(
            "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            now.toEpochMilli(),
            id)
        .map(revoked -> revoked == 1);
  }

  static Future<Optional<KeyInfo>> find(Session session, String id) {
    return session
        .rows(COLUMNS + "WHERE id = ?", id)
        .map(rows -> rows.stream().findFirst().map(KeyRows::info));
  }

  static Future<List<KeyInfo>> all(Session session) {
    return session
        .rows(COLUMNS + "ORDER BY account, api_key.created_at, id")
        .map(rows -> rows.stream().map(KeyRows::info).toList());
  }

  /** All keys that are good. */
  static Future<Keyring> keyring(Session session) {
    Future<Map<KeyHash, Account>> good = good(session);
    Future<Map<String, List<Cap>>> caps = caps(session);
    Future<Map<String, AccountLimits>> limits = AccountRows.limits(session);
    Future<Boolean> anyAccount = anyAccount(session);
    return Future.all(good, caps, limits, anyAccount)
        .map(
            all -> new Keyring(good.result(), caps.result(), limits.result(), anyAccount.result()));
  }

  /** One that cannot be read is no reason to let its account pay anything. */
  private static Future<Map<String, List<Cap>>> caps(Session session) {
    return session
        .rows("SELECT name, cap FROM account WHERE cap IS NOT NULL")
        .map(
            rows -> {
              Map<String, List<Cap>> caps = new HashMap<>();
              rows.forEach(row -> caps.put(row.text(0), List.of(cap(row.text(0), row.text(1)))));
              return caps;
            });
  }

  private static Cap cap(String account, String text) {
    try {
      return AccountCap.parse(text, account);
    } catch (IllegalArgumentException e) {
      throw new StoreException("the cap of account " + account + ": " + e.getMessage(), e);
    }
  }

  private static Future<Boolean> anyAccount(Session session) {
    return session
        .rows("SELECT EXISTS (SELECT 1 FROM account)")
        .map(rows -> rows.getFirst().number(0) == 1);
  }

  private static Future<Map<KeyHash, Account>> good(Session session) {
    return session
        .rows("SELECT hash, account, operator FROM api_key WHERE revoked_at IS NULL")
        .map(
            rows -> {
              Map<KeyHash, Account> accounts = new HashMap<>();
              for (Row row : rows) {
                Account account = new Account(row.text(1), row.number(2) == 1);
                accounts.put(KeyHash.ofBytes(row.bytes(0)), account);
              }
              return accounts;
            });
  }

  private static KeyInfo info(Row row) {
    return new KeyInfo(
        row.text(0),
        row.text(1),
        row.number(2) == 1,
        Instant.ofEpochMilli(row.number(3)),
        row.maybeNumber(4).map(Instant::ofEpochMilli),
        row.maybeText(5));
  }
}
