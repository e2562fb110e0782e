package dev.pixelgate.runtime;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX models behind a worker verticle: jobs queue at the sender, one runs at a time, and only
 * handles travel. Every method may be called from any thread; futures complete on the caller's
 * Vert.x context.
 */
public final class ImageRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(ImageRuntime.class);

  /** Id of the upscaler that is always there. */
  public static final String EMBEDDED_UPSCALER = "xinntao/realesr-general-x4v3";

  /** A worker that answers this much later than it should never will. */
  private static final int PATIENCE = 20;

  private static final Duration LEAST_TIMEOUT = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final String address;
  private final String deployment;
  private final String device;
  private final List<ModelInfo> models;
  private final Context loop;
  private final SpeedEstimate speed = new SpeedEstimate();
  private final JobQueue queue;
  private final AtomicBoolean closeCalled = new AtomicBoolean();
  private final Promise<Void> closed = Promise.promise();

  private ImageRuntime(
      Vertx vertx, String address, String deployment, Workbench bench, RuntimeOptions options) {
    this.vertx = vertx;
    this.address = address;
    this.deployment = deployment;
    this.device = bench.device().toString();
    this.models =
        bench.models().values().stream()
            .map(LoadedModel::info)
            .sorted(Comparator.comparing(ModelInfo::id))
            .toList();
    this.loop = vertx.getOrCreateContext();
    bench.models().forEach((id, model) -> speed.add(id, model.warmUp(), model.warmUpPixels()));
    this.queue = new JobQueue(options.queue(), speed, this::send, this::onLoop, System::nanoTime);
  }

  /**
   * Starts a runtime: models found, digests checked, loaded, and each run once.
   *
   * @return fails with {@link RuntimeStartException} when the options, the model folder or the
   *     device do not allow it
   */
  public static Future<ImageRuntime> start(Vertx vertx, RuntimeOptions options) {
    long begin = System.nanoTime();
    String address = "pixelgate.runtime." + UUID.randomUUID();
    vertx.eventBus().registerCodec(new HandleCodec(address));
    UpscalerVerticle worker = new UpscalerVerticle(address, options, byReference(address));
    return vertx
        .deployVerticle(worker, onOneWorkerThread(address))
        .onFailure(failure -> vertx.eventBus().unregisterCodec(address))
        .map(id -> new ImageRuntime(vertx, address, id, worker.bench(), options))
        .onSuccess(runtime -> runtime.logStart(System.nanoTime() - begin));
  }

  /** What is loaded, by id. */
  public List<ModelInfo> models() {
    return models;
  }

  /** Where upscaling runs: {@code cpu} or {@code cuda:0}. */
  public String device() {
    return device;
  }

  /** Waiting and running jobs. */
  public int queueLength() {
    return queue.length();
  }

  /**
   * Upscales one picture. Expected endings are values; a failed future is a bug. After {@link
   * UpscaleJob#cancel} it completes once the job's source and output are no longer touched.
   */
  public Future<UpscaleEnd> upscale(UpscaleJob job) {
    if (models.stream().noneMatch(model -> model.id().equals(job.model()))) {
      List<String> known = models.stream().map(ModelInfo::id).toList();
      return Future.succeededFuture(new UpscaleEnd.UnknownModel(job.model(), known));
    }
    Context caller = vertx.getOrCreateContext();
    Promise<UpscaleEnd> end = Promise.promise();
    onLoop(
        () ->
            queue
                .offer(job)
                .onComplete(result -> caller.runOnContext(nothing -> end.handle(result))));
    return end.future();
  }

  /** Refuses new jobs, lets the accepted ones finish, then frees the models. Idempotent. */
  public Future<Void> close() {
    if (closeCalled.compareAndSet(false, true)) {
      onLoop(() -> queue.close().compose(nothing -> undeploy()).onComplete(closed));
    }
    return closed.future();
  }

  private Future<Void> undeploy() {
    return vertx
        .undeploy(deployment)
        .onComplete(nothing -> vertx.eventBus().unregisterCodec(address));
  }

  private void onLoop(Runnable step) {
    loop.runOnContext(nothing -> step.run());
  }

  private Future<UpscaleEnd> send(Turn turn) {
    UpscaleJob job = turn.job();
    Duration expected = speed.of(job.model(), job.inputPixels()).multipliedBy(PATIENCE);
    Duration timeout = expected.compareTo(LEAST_TIMEOUT) > 0 ? expected : LEAST_TIMEOUT;
    return vertx
        .eventBus()
        .<UpscaleEnd>request(address, turn, byReference(address).setSendTimeout(timeout.toMillis()))
        .map(reply -> reply.body())
        .otherwise(failure -> unanswered(job, failure));
  }

  private static UpscaleEnd unanswered(UpscaleJob job, Throwable failure) {
    LOG.error("worker gave no answer model={} pixels={}", job.model(), job.inputPixels(), failure);
    job.cancel();
    return new UpscaleEnd.Failed("the worker gave no answer", false);
  }

  private static DeliveryOptions byReference(String codec) {
    return new DeliveryOptions().setCodecName(codec).setLocalOnly(true);
  }

  /**
   * A pool of its own: a long job must not keep a thread from Vert.x's shared workers. Vert.x warns
   * every second of a worker that works longer than it may; 4096x4096 px take six minutes on two
   * cores with the embedded model and two hours with RealESRGAN_x4plus, and whether a worker is
   * still alive is told by the time-out of its job.
   */
  private static DeploymentOptions onOneWorkerThread(String name) {
    return new DeploymentOptions()
        .setThreadingModel(ThreadingModel.WORKER)
        .setWorkerPoolName(name)
        .setWorkerPoolSize(1)
        .setMaxWorkerExecuteTime(1)
        .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS);
  }

  private void logStart(long nanos) {
    LOG.info(
        "runtime ready device={} models={} ms={}",
        device,
        models.stream().map(ModelInfo::id).toList(),
        TimeUnit.NANOSECONDS.toMillis(nanos));
  }
}
