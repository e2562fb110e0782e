package dev.pixelgate.function.assembly;

import dev.pixelgate.function.metrics.MetricsPage;
import dev.pixelgate.function.metrics.VertxMeters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;

/**
 * Vert.x and the registry that its meters go to.
 *
 * @param metrics those meters and the JVM's as text
 * @param eventLoops how many event loops there are, one a core
 */
public record Platform(
    Vertx vertx, PrometheusMeterRegistry registry, MetricsPage metrics, int eventLoops)
    implements AutoCloseable {
  /** JVM property: milliseconds from which a blocked event loop is reported in the log. */
  public static final String EVENT_LOOP_LIMIT = "pixelgate.event-loop-millis";

  private static final int EVENT_LOOP_LIMIT_MILLIS = 2_000;

  private static final EnumSet<MetricsDomain> WATCHED =
      EnumSet.of(MetricsDomain.HTTP_SERVER, MetricsDomain.HTTP_CLIENT, MetricsDomain.NAMED_POOLS);

  /** Starts Vert.x with HTTP and pool meters. */
  public static Platform start() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // Every server and client registers these under one name: the first wins, the rest is lost.
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("vertx.http.server.active"))
        .meterFilter(MeterFilter.denyNameStartsWith("vertx.http.client.active"))
        .meterFilter(MeterFilter.deny(Platform::isPoolOfAClient));
    int eventLoops = Runtime.getRuntime().availableProcessors();
    MicrometerMetricsOptions metrics = new MicrometerMetricsOptions().setEnabled(true);
    // No method label: a client may send any word as its method, and each would stay for ever.
    metrics.setLabels(
        EnumSet.of(Label.HTTP_CODE, Label.HTTP_ROUTE, Label.POOL_TYPE, Label.POOL_NAME));
    EnumSet.complementOf(WATCHED).forEach(metrics::addDisabledMetricsCategory);
    Vertx vertx =
        Vertx.builder()
            .with(options().setEventLoopPoolSize(eventLoops).setMetricsOptions(metrics))
            .withMetrics(new VertxMeters(registry))
            .build();
    return new Platform(vertx, registry, new MetricsPage(registry), eventLoops);
  }

  /** Those have the address of each orchestrator as a label: as many series as may be found. */
  private static boolean isPoolOfAClient(Meter.Id meter) {
    return meter.getName().startsWith("vertx.pool") && "http".equals(meter.getTag("pool_type"));
  }

  private static VertxOptions options() {
    int millis = Integer.getInteger(EVENT_LOOP_LIMIT, EVENT_LOOP_LIMIT_MILLIS);
    // No file is served by name nor read from the class path: no folder for copies of those.
    FileSystemOptions files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return new VertxOptions()
        .setFileSystemOptions(files)
        .setMaxEventLoopExecuteTime(millis)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
        .setWarningExceptionTime(millis)
        .setWarningExceptionTimeUnit(TimeUnit.MILLISECONDS)
        .setBlockedThreadCheckInterval(Math.max(1, millis / 2));
  }

  /**
   * Ends every thread. From outside of them: a future that an event loop of this platform should
   * complete would wait for ever once they are gone.
   */
  @Override
  public void close() {
    Blocking.join(vertx.close());
    metrics.close();
  }
}
