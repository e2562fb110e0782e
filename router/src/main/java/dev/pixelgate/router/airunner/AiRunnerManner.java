package dev.pixelgate.router.airunner;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.attempt.Ask;
import dev.pixelgate.router.attempt.Extras;
import dev.pixelgate.router.attempt.JobBody;
import dev.pixelgate.router.attempt.Manner;
import dev.pixelgate.router.attempt.Refusal;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.Map;

/**
 * One job in ai-runner's manner, on these terms.
 *
 * @param proof headers of the identity that its platform asks for
 * @param boundary of the form; nobody can guess it
 */
record AiRunnerManner(
    AiRunnerSettings settings, Job job, Terms terms, Map<String, String> proof, String boundary)
    implements Manner {
  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Ask ask() {
    Map<String, String> headers = new HashMap<>(terms.headers());
    headers.putAll(proof);
    settings.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token.secret()));
    return new Ask(
        settings.pathOf(job.capability().pipeline().wireName()),
        headers,
        JobBody.of(job, boundary));
  }

  @Override
  public void answered(MultiMap headers) {
    terms.answered().accept(headers);
  }

  @Override
  public AttemptEnd refused(Refusal refusal) {
    return new ErrorAnswer(refusal).end(name());
  }

  @Override
  public Extras extras(MultiMap headers) {
    return WorkerHeaders.of(headers);
  }
}
