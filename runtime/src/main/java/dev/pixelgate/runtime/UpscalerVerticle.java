package dev.pixelgate.runtime;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The worker that owns the models; it does one {@link Turn} after the other. */
final class UpscalerVerticle extends VerticleBase {
  /** From then on without a job, working memory is given back: pictures come in bursts. */
  private static final long IDLE_MILLIS = 2_000;

  private static final long NO_TIMER = -1;

  private final String address;
  private final RuntimeOptions options;
  private final DeliveryOptions byReference;
  private final Set<String> used = new LinkedHashSet<>();
  private long idleTimer = NO_TIMER;
  private volatile @Nullable Workbench bench;

  UpscalerVerticle(String address, RuntimeOptions options, DeliveryOptions byReference) {
    this.address = address;
    this.options = options;
    this.byReference = byReference;
  }

  /** Opens the models on the worker thread; fails with {@link RuntimeStartException}. */
  @Override
  public Future<?> start() throws RuntimeStartException {
    Workbench opened = new WorkbenchOpener(options).open();
    bench = opened;
    UpscaleWork work = new UpscaleWork(opened, options.maxPixels());
    return vertx.eventBus().<Turn>localConsumer(address, turn -> work(work, turn)).completion();
  }

  private void work(UpscaleWork work, Message<Turn> turn) {
    vertx.cancelTimer(idleTimer);
    used.add(turn.body().job().model());
    reply(turn, work.run(turn.body()));
    idleTimer = vertx.setTimer(IDLE_MILLIS, fired -> idle());
  }

  /** Comes on the worker's thread like the turns, so never while one works. */
  private void idle() {
    used.forEach(bench()::giveMemoryBack);
    used.clear();
  }

  private void reply(Message<Turn> turn, UpscaleEnd end) {
    turn.reply(end, byReference);
  }

  @Override
  public Future<?> stop() {
    Workbench opened = bench;
    if (opened != null) {
      opened.close();
    }
    return Future.succeededFuture();
  }

  /** The opened models; once it is deployed. */
  Workbench bench() {
    Workbench opened = bench;
    if (opened == null) {
      throw new IllegalStateException("the worker is not deployed");
    }
    return opened;
  }
}
