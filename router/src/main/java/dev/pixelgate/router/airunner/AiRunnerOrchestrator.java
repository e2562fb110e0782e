package dev.pixelgate.router.airunner;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.attempt.HttpAttempt;
import dev.pixelgate.router.attempt.JobBody;
import dev.pixelgate.router.attempt.JobClient;
import dev.pixelgate.router.attempt.Manner;
import dev.pixelgate.router.exchange.HostResolver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Map;

/**
 * A plain ai-runner, or a Pixelgate worker, which has the same HTTP surface. Connections are pooled
 * and kept alive, redirects are not followed, nothing is decompressed. Memory per attempt: the form
 * of an image in memory, or 64 KiB of a spooled one; of the answer one chunk and up to 64 KiB of
 * JSON. For any number of event loops.
 */
public final class AiRunnerOrchestrator implements Orchestrator {
  private final AiRunnerSettings settings;
  private final JobClient client;
  private final SecureRandom random = new SecureRandom();

  /** Lives as long as {@code vertx}, or as the verticle on whose context it is made. */
  public AiRunnerOrchestrator(Vertx vertx, AiRunnerSettings settings) {
    this(vertx, settings, HostResolver.system(vertx, settings.connectTimeout()));
  }

  AiRunnerOrchestrator(Vertx vertx, AiRunnerSettings settings, HostResolver hosts) {
    this.settings = settings;
    this.client = RunnerClients.of(vertx, settings, hosts);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    return attempt(job, Terms.NONE, result, cancellation, dispatched);
  }

  /** The same, on terms that this server understands. */
  public Future<AttemptEnd> attempt(
      Job job, Terms terms, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    return settings
        .identity()
        .headers()
        .transform(
            proof ->
                proof.failed()
                    ? Future.succeededFuture(unknown(proof.cause()))
                    : new HttpAttempt(
                            client, manner(job, terms, proof.result()), job, result, dispatched)
                        .start(cancellation));
  }

  private Manner manner(Job job, Terms terms, Map<String, String> proof) {
    return new AiRunnerManner(settings, job, terms, proof, JobBody.boundary(random));
  }

  /** Nothing was sent to it. */
  private AttemptEnd unknown(Throwable none) {
    return new AttemptEnd.Failed(name() + " " + none.getMessage());
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
