package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.ResultWriter;
import io.vertx.core.Future;

/** An orchestrator from which nobody buys. */
record NotAsked(String name) implements Orchestrator {
  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    throw new UnsupportedOperationException();
  }
}
