package dev.pixelgate.function.store;

import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Connections to one PostgreSQL server, and how long each of them is waited for.
 *
 * <p>A server that hangs must look as if it were away: {@link PostgresSession} waits {@link
 * #SILENCE} for each answer. The network's own limit here is for the time in which a connection is
 * made; later the client library waits for the answer to what it has sent, whatever that says.
 */
final class PostgresPool {
  /** To wait for the network to make a connection. */
  static final Duration CONNECT = Duration.ofSeconds(5);

  /**
   * The longest that one statement may take, locks that others hold included; hence also how long
   * one waits for a connection that others have.
   */
  static final Duration SILENCE = Duration.ofSeconds(10);

  /** The journal's one, the keys', and some for what requests read. PostgreSQL allows 100. */
  private static final int CONNECTIONS = 8;

  private PostgresPool() {}

  static Pool open(Vertx vertx, StoreUrl.Postgres url) {
    return PgBuilder.pool()
        .connectingTo(options(url))
        .with(
            new PoolOptions()
                .setMaxSize(CONNECTIONS)
                .setConnectionTimeout(Math.toIntExact(SILENCE.toSeconds()))
                .setConnectionTimeoutUnit(TimeUnit.SECONDS))
        .with(
            new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
                .setReadIdleTimeout(Math.toIntExact(SILENCE.toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS))
        .using(vertx)
        .build();
  }

  private static PgConnectOptions options(StoreUrl.Postgres url) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(url.host())
            .setPort(url.port())
            .setDatabase(url.database())
            .setUser(url.user())
            .setPassword(url.password())
            .setSslMode(SslMode.of(url.tls().text()));
    options.setCachePreparedStatements(true).addProperty("application_name", "pixelgate");
    return url.tls() == StoreUrl.TlsMode.DISABLE ? options : options.setSslOptions(tls(url.tls()));
  }

  /** As libpq: up to {@code require} any certificate will do. */
  private static ClientSSLOptions tls(StoreUrl.TlsMode mode) {
    ClientSSLOptions tls = new ClientSSLOptions();
    return switch (mode) {
      case DISABLE, ALLOW, PREFER, REQUIRE ->
          tls.setTrustAll(true).setHostnameVerificationAlgorithm("");
      case VERIFY_CA -> tls.setHostnameVerificationAlgorithm("");
      case VERIFY_FULL -> tls.setHostnameVerificationAlgorithm("HTTPS");
    };
  }
}
