package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.attempt.Ask;
import dev.pixelgate.router.attempt.JobBody;
import dev.pixelgate.router.attempt.Manner;
import dev.pixelgate.router.attempt.Refusal;
import java.util.Map;

/**
 * One job in Livepeer's manner, with the token of one session. The header {@code Authorization} of
 * a real gateway is left out: with it the answer holds a URL, without it the picture itself, and a
 * second exchange, which can fail after the work is done, is spared. {@code Livepeer-Payment} is
 * left out as well: an orchestrator that wants none takes an absent one like an empty one.
 */
final class LivepeerManner implements Manner {
  private final String name;
  private final Job job;
  private final Session session;
  private final String boundary;
  private boolean tokenRefused;

  LivepeerManner(String name, Job job, Session session, String boundary) {
    this.name = name;
    this.job = job;
    this.session = session;
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
        Map.of(SegmentHeader.NAME, SegmentHeader.of(job.capability(), session)),
        JobBody.of(job, boundary));
  }

  @Override
  public AttemptEnd refused(Refusal refusal) {
    LivepeerRefusal said = LivepeerRefusal.of(refusal);
    tokenRefused = said.isAboutToken();
    return said.end(name);
  }

  /** Whether the job was not let in for its token, so that another one may be. */
  boolean tokenRefused() {
    return tokenRefused;
  }
}
