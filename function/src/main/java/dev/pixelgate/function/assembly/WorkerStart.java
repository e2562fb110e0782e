package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.http.Lifecycle;
import dev.pixelgate.function.lambda.Freezing;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.media.Workers;
import dev.pixelgate.function.selfhosted.OwnJobs;
import dev.pixelgate.function.selfhosted.RuntimeMeters;
import dev.pixelgate.function.worker.WorkerServer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.ModelInfo;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts the worker role: the own runtime behind an ai-runner's surface. */
final class WorkerStart {
  private final Platform platform;
  private final Configuration configuration;
  private final String version;
  private final Lifecycle lifecycle;
  private final AtomicInteger port = new AtomicInteger();

  WorkerStart(Platform platform, Configuration configuration, String version) {
    this.platform = platform;
    this.configuration = configuration;
    this.version = version;
    this.lifecycle = new Lifecycle(configuration.limits().concurrent());
  }

  Future<Server> start() {
    Future<ImageRuntime> runtime = new Assembly(platform.vertx(), configuration).runtime();
    Future<Spool> spool = new Workers(platform.vertx()).call(this::cleanSpool);
    return Future.all(runtime, spool).compose(parts -> serve(runtime.result(), spool.result()));
  }

  private Spool cleanSpool() throws IOException {
    Spool spool = Spool.open(configuration.data());
    spool.removeLeftOvers();
    return spool;
  }

  private Future<Server> serve(ImageRuntime runtime, Spool spool) {
    String model = Objects.requireNonNull(configuration.defaultModels().get(Pipeline.UPSCALE));
    if (runtime.models().stream().noneMatch(loaded -> loaded.id().equals(model))) {
      return Future.failedFuture(
          "defaults.upscale is %s, loaded are %s"
              .formatted(model, runtime.models().stream().map(ModelInfo::id).toList()));
    }
    RuntimeMeters meters = new RuntimeMeters(platform.registry());
    meters.watch(runtime);
    WorkerServer server =
        new WorkerServer(
            configuration,
            new WorkerServer.Parts(
                new OwnJobs(runtime, meters),
                lifecycle,
                spool::newFile,
                platform.metrics(),
                model,
                version,
                port));
    return platform
        .vertx()
        .deployVerticle(server)
        .map(
            deployment ->
                new Server(
                    platform,
                    configuration,
                    port,
                    List.of("device " + runtime.device(), "model " + model),
                    Freezing.NONE,
                    () -> end(deployment, runtime, spool)));
  }

  private Future<?> end(String deployment, ImageRuntime runtime, Spool spool) {
    lifecycle.drain();
    return platform
        .vertx()
        .undeploy(deployment)
        .transform(undeployed -> runtime.close())
        .transform(closed -> new Workers(platform.vertx()).run(spool::close));
  }
}
