package dev.pixelgate.router.livepeer;

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
    Cancellation cancellation) {}
