package dev.pixelgate.router.airunner;

import dev.pixelgate.router.attempt.JobClient;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.PublicAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The connections to one ai-runner. One client an event loop: a shared one hands out the
 * connections of any loop, and a request on another loop's connection crosses threads. With two
 * loops that was 4 % and 12 % of the loops' CPU in two runs (docs/performance.md).
 */
final class RunnerClients {
  /** uvicorn, which serves ai-runner, closes after 5 s of silence; we are to be the first. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  /** Netty cuts a body into chunks of 8 KiB otherwise, and each costs a turn of the event loop. */
  private static final int CHUNK_BYTES = 64 << 10;

  private final Vertx vertx;
  private final AiRunnerSettings settings;

  private RunnerClients(Vertx vertx, AiRunnerSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  static JobClient of(Vertx vertx, AiRunnerSettings settings, HostResolver hosts) {
    RunnerClients clients = new RunnerClients(vertx, settings);
    Supplier<HttpClient> elsewhere = clients.perThread(clients.options());
    Supplier<HttpClient> own =
        settings
            .authority()
            .map(pem -> new PemTrustOptions().addCertPath(pem.toString()))
            .map(trust -> clients.perThread(clients.options().setTrustOptions(trust)))
            .orElse(elsewhere);
    return new JobClient(
        vertx,
        Origin.of(settings.base()),
        Optional.empty(),
        own,
        elsewhere,
        hosts,
        settings.allowPrivate() ? address -> true : PublicAddress::isPublic,
        settings.pictureLimit());
  }

  private Supplier<HttpClient> perThread(HttpClientOptions options) {
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(settings.connections());
    return ThreadLocal.withInitial(() -> vertx.createHttpClient(options, pool))::get;
  }

  private HttpClientOptions options() {
    return new HttpClientOptions()
        .setDecompressionSupported(false)
        .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        .setMaxChunkSize(CHUNK_BYTES);
  }
}
