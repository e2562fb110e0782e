package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.attempt.Ask;
import dev.pixelgate.router.attempt.JobBody;
import dev.pixelgate.router.attempt.Manner;
import dev.pixelgate.router.attempt.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * One job in Livepeer's manner, with the token of one session. The header {@code Authorization} of
 * a real gateway is left out: with it the answer holds a URL, without it the picture itself, and a
 * second exchange, which can fail after the work is done, is spared. {@code Livepeer-Payment} goes
 * to those only that are paid: without a chain an absent one is as good as an empty one.
 */
final class LivepeerManner implements Manner {
  private final String name;
  private final Job job;
  private final Session session;
  private final Map<String, String> headers;
  private final String boundary;
  private Optional<LivepeerRefusal> refusal = Optional.empty();
  private boolean accepted;

  /**
   * A job that was not sent yet.
   *
   * @param headers that say who pays, and let it in
   */
  LivepeerManner(
      String name, Job job, Session session, Map<String, String> headers, String boundary) {
    this.name = name;
    this.job = job;
    this.session = session;
    this.headers = headers;
    this.boundary = boundary;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Ask ask() {
    String base = session.transcoder().getRawPath();
    return new Ask(
        (base.endsWith("/") ? base : base + "/") + job.capability().pipeline().wireName(),
        headers,
        JobBody.of(job, boundary));
  }

  @Override
  public void began(int status) {
    accepted = status == 200;
  }

  @Override
  public AttemptEnd refused(Refusal answer) {
    LivepeerRefusal said = LivepeerRefusal.of(answer);
    refusal = Optional.of(said);
    return said.end(name);
  }

  /** Whether the job was not let in for its token, so that another one may be. */
  boolean tokenRefused() {
    return refusal.filter(LivepeerRefusal::isAboutToken).isPresent();
  }

  /**
   * How the job went for the orchestrator's ledger.
   *
   * @param left whether any of it did
   */
  PaidJob.JobEnd end(boolean left) {
    if (accepted) {
      return PaidJob.JobEnd.SERVED;
    }
    return refusal
        .map(LivepeerRefusal::jobEnd)
        .orElse(left ? PaidJob.JobEnd.UNKNOWN : PaidJob.JobEnd.NOT_TAKEN);
  }
}
