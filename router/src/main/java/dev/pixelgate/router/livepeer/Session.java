package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.livepeer.wire.Capabilities.CapabilityConstraints;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an orchestrator answered to the question for a capability: where its work is sent, the token
 * that goes with it, the price.
 *
 * @param transcoder base URL of the work, without a slash at its end
 * @param address where that leads, judged when the answer came
 * @param info the answer
 * @param bytes the same as it was received, as a remote signer wants it
 * @param renewAt from then on it is replaced before it is used: the token is near its end
 * @param expires when the token ends, by the orchestrator's clock; {@link Instant#MAX} when that
 *     was over already, so that its clock and ours differ
 */
public record Session(
    URI transcoder,
    Destination.Allowed address,
    OrchestratorInfo info,
    ByteString bytes,
    Instant renewAt,
    Instant expires) {
  /** A job that is sent in the last second of its token may arrive after it. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /** The session of this answer, which came now. */
  static Session of(
      URI transcoder,
      Destination.Allowed address,
      OrchestratorInfo info,
      ByteString bytes,
      Instant now) {
    Duration left = Duration.ofSeconds(secondsLeft(info, now));
    return new Session(
        transcoder,
        address,
        info,
        bytes,
        now.plus(
            left.compareTo(MARGIN.multipliedBy(2)) > 0 ? left.minus(MARGIN) : left.dividedBy(2)),
        left.isZero() ? Instant.MAX : now.plus(left));
  }

  /** The same place, after another answer of it, which came now. */
  public Session renewed(OrchestratorInfo newer, ByteString newerBytes, Instant now) {
    return of(transcoder, address, newer, newerBytes, now);
  }

  /** Real tokens live for 1800 s; a century is as good as for ever. */
  private static long secondsLeft(OrchestratorInfo info, Instant now) {
    long end = info.getAuthToken().getExpiration();
    long century = Duration.ofDays(36_525).toSeconds();
    long from = now.getEpochSecond();
    return end <= from ? 0 : end - from < 0 || end - from > century ? century : end - from;
  }

  /** Whether it may be used as it is. */
  public boolean isFresh(Instant now) {
    return now.isBefore(renewAt);
  }

  /** Whether the token has not ended, as far as our clock can tell. */
  boolean isUsable(Instant now) {
    return now.isBefore(expires);
  }

  /** Whether the orchestrator asks wei for its work. */
  public boolean isPriced() {
    return info.hasPriceInfo() || info.hasTicketParams();
  }

  /**
   * The exact price for a pixel that this answer quotes; nothing when it quotes none, or what is no
   * price. Of an answer to the question for one listed capability it is the price of that one.
   */
  public Optional<WeiPerPixel> quote() {
    PriceInfo quote = info.getPriceInfo();
    return info.hasPriceInfo() && quote.getPricePerUnit() >= 0 && quote.getPixelsPerUnit() > 0
        ? Optional.of(WeiPerPixel.of(quote.getPricePerUnit(), quote.getPixelsPerUnit()))
        : Optional.empty();
  }

  /** Whether the answer lists this capability. One that is not listed is quoted a price as well. */
  public boolean lists(Capability capability) {
    return models(capability).containsModels(capability.model());
  }

  /** The version of the runner that it serves this capability with, if it says one. */
  Optional<String> runnerVersion(Capability capability) {
    return Optional.ofNullable(models(capability).getModelsMap().get(capability.model()))
        .map(CapabilityConstraints.ModelConstraint::getRunnerVersion)
        .filter(version -> !version.isEmpty());
  }

  private CapabilityConstraints models(Capability capability) {
    return info.getCapabilities()
        .getConstraints()
        .getPerCapabilityOrDefault(
            PipelineNumber.of(capability.pipeline()), CapabilityConstraints.getDefaultInstance());
  }
}
