package dev.pixelgate.function.store;

import io.vertx.core.Future;

/**
 * Brings a PostgreSQL database forward to the schema that this version of the program knows. Its
 * version is the greatest number in {@code schema_version}.
 */
final class PostgresMigrations {
  /** "pixelgate" to the server: whoever has it may change the schema. */
  private static final long LOCK = 0x706978656c676174L;

  private static final String FOLDER = "postgresql";

  private static final String TABLE =
      "CREATE TABLE schema_version ("
          + "version BIGINT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)";

  private PostgresMigrations() {}

  /**
   * Whether there is a schema of any version; makes nothing. Asks the catalogue's tables: what
   * {@code to_regclass} says may be older than a lock that was waited for.
   */
  static Future<Boolean> isThere(Session session) {
    return session
        .rows(
            "SELECT count(*) FROM pg_catalog.pg_tables"
                + " WHERE tablename = 'schema_version' AND schemaname = ANY (current_schemas(false))")
        .map(rows -> rows.getFirst().number(0) > 0);
  }

  /** Fails for a schema that is newer than this program; answers whether it is the newest. */
  static Future<Boolean> isNewest(Session session, StoreUrl url) {
    return isThere(session)
        .compose(there -> there ? version(session) : Future.succeededFuture(0))
        .map(
            version -> {
              Migrations.refuseNewer(url.toString(), version);
              return version == Migrations.newest();
            });
  }

  /**
   * Applies all that is missing. Within a transaction: many instances may start at once, each waits
   * for the one before and finds its work done.
   */
  static Future<Void> apply(PostgresSession session, StoreUrl url) {
    return session
        .rows("SELECT pg_advisory_xact_lock(CAST(? AS BIGINT)) IS NULL", LOCK)
        .compose(locked -> isThere(session))
        .compose(there -> there ? Future.succeededFuture() : session.command(TABLE))
        .compose(made -> version(session))
        .compose(
            version -> {
              Migrations.refuseNewer(url.toString(), version);
              return from(version, session);
            });
  }

  private static Future<Integer> version(Session session) {
    return session
        .rows("SELECT coalesce(max(version), 0) FROM schema_version")
        .map(rows -> Math.toIntExact(rows.getFirst().number(0)));
  }

  private static Future<Void> from(int version, PostgresSession session) {
    if (version == Migrations.newest()) {
      return Future.succeededFuture();
    }
    return session
        .command(Migrations.script(FOLDER, version))
        .compose(
            applied ->
                session.change(
                    "INSERT INTO schema_version (version, applied_at)"
                        + " VALUES (?, CAST(extract(epoch FROM now()) * 1000 AS BIGINT))",
                    version + 1L))
        .compose(noted -> from(version + 1, session));
  }
}
