package dev.pixelgate.runtime;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import org.jspecify.annotations.Nullable;

/** The worker that owns the models; it does one {@link Turn} after the other. */
final class UpscalerVerticle extends VerticleBase {
  private final String address;
  private final RuntimeOptions options;
  private final DeliveryOptions byReference;
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
    return vertx
        .eventBus()
        .<Turn>localConsumer(address, turn -> reply(turn, work.run(turn.body())))
        .completion();
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
