package dev.pixelgate.function.signing;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The table {@code signing_key}. Its lists begin with the newest key. */
record KeyTable(Database database) {
  private static final String ALL =
      "SELECT seq, kid, public_jwk, private_jwk, created_at, retired_at FROM signing_key"
          + " ORDER BY seq DESC";

  /** Those that there are; makes no store where there is none. */
  Future<List<StoredKey>> all() {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(KeyTable::all)
                    : Future.succeededFuture(List.<StoredKey>of()));
  }

  /**
   * Adds a key that takes the place of the others, unless by now there is one that will do: of
   * several instances that make one at the same time, all go on with the same. What comes back is
   * how it stands then.
   */
  Future<List<StoredKey>> add(StoredKey key, Predicate<StoredKey> willDo) {
    return database.transaction(
        session ->
            session
                .rows("SELECT COALESCE(MAX(seq), 0) FROM signing_key")
                .compose(rows -> add(session, rows.getFirst().number(0) + 1, key, willDo)));
  }

  /**
   * The number was read before the keys: a key that came in between is among them, and one that
   * comes later has taken the number.
   */
  private static Future<List<StoredKey>> add(
      Session session, long seq, StoredKey key, Predicate<StoredKey> willDo) {
    return all(session)
        .compose(
            known ->
                known.stream().anyMatch(willDo)
                    ? Future.succeededFuture(known)
                    : insert(session, seq, key).compose(inserted -> all(session)));
  }

  /** Another instance's key may have got the number: then that one is the newest. */
  private static Future<?> insert(Session session, long seq, StoredKey key) {
    return session
        .change(
            "INSERT INTO signing_key (seq, kid, public_jwk, private_jwk, created_at)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            seq,
            key.keyId(),
            key.publicJwk(),
            key.privateJwk().orElse(null),
            key.created().toEpochMilli())
        .compose(
            inserted ->
                session.change(
                    "UPDATE signing_key SET retired_at = NULL WHERE kid = ?", key.keyId()))
        .compose(
            again ->
                session.change(
                    "UPDATE signing_key SET retired_at = ?, private_jwk = NULL"
                        + " WHERE retired_at IS NULL AND seq < ? AND kid <> ?",
                    key.created().toEpochMilli(),
                    seq,
                    key.keyId()));
  }

  private static Future<List<StoredKey>> all(Session session) {
    return session.rows(ALL).map(rows -> rows.stream().map(KeyTable::key).toList());
  }

  private static StoredKey key(Row row) {
    return new StoredKey(
        row.text(1),
        row.text(2),
        row.maybeText(3),
        Instant.ofEpochMilli(row.number(4)),
        row.maybeNumber(5).map(Instant::ofEpochMilli));
  }

  /** The one that the instances which make their keys themselves sign with. */
  static Optional<StoredKey> inUse(List<StoredKey> keys) {
    return keys.stream().filter(StoredKey::isInUse).findFirst();
  }
}
