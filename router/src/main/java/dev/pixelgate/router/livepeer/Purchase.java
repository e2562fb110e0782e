package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.AttemptId;
import dev.pixelgate.router.Cancellation;
import java.time.Duration;

/**
 * A job that is to be paid for.
 *
 * @param orchestrator its name in the configuration, in answers and in metrics
 * @param agreed what may be paid for a pixel, exactly
 * @param attempt for what is written down about it
 * @param sessions asked for more of them
 * @param http for payments ahead of a job
 * @param remaining how long anybody waits for the job from now on
 */
public record Purchase(
    String orchestrator,
    Capability capability,
    Pixels pixels,
    WeiPerPixel agreed,
    AttemptId attempt,
    Sessions sessions,
    LivepeerHttp http,
    Duration remaining,
    Cancellation cancellation) {
  /** What the orchestrator keeps its ledger for this capability under. */
  public String manifest() {
    return SegmentHeader.manifest(capability);
  }

  /** The capability as it is asked for, a message {@code net.Capabilities}. */
  public ByteString requested() {
    return Requested.of(capability).toByteString();
  }
}
