package dev.pixelgate.router.airunner;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.Agreement;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.ResultWriter;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A runner that is known to have said its version.
 *
 * @param version what its {@code /version} said last
 */
record StatingOrchestrator(Orchestrator runner, Supplier<Optional<String>> version)
    implements Orchestrator {
  @Override
  public String name() {
    return runner.name();
  }

  @Override
  public Optional<String> version(Capability capability) {
    return version.get();
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    return runner.attempt(job, result, cancellation, dispatched);
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job,
      Agreement agreement,
      ResultWriter result,
      Cancellation cancellation,
      Runnable dispatched) {
    return runner.attempt(job, agreement, result, cancellation, dispatched);
  }
}
