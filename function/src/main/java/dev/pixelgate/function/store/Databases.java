package dev.pixelgate.function.store;

import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Opens the database that a configuration names. */
public final class Databases {
  private Databases() {}

  /**
   * Nothing is touched before it is used, and of what the other kind needs no class is loaded.
   *
   * @param data the folder for SQLite
   */
  public static Database open(Vertx vertx, StoreUrl url, Path data) {
    return switch (url) {
      case StoreUrl.Sqlite sqlite -> new SqliteDatabase(vertx, data);
      case StoreUrl.Postgres postgres -> new PostgresDatabase(vertx, postgres);
    };
  }
}
