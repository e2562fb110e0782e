package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.livepeer.wire.Capabilities;
import dev.pixelgate.router.livepeer.wire.Capabilities.CapabilityConstraints;
import dev.pixelgate.router.livepeer.wire.Capabilities.CapabilityConstraints.ModelConstraint;
import dev.pixelgate.router.livepeer.wire.Capabilities.Constraints;
import java.util.stream.IntStream;

/**
 * What is asked of an orchestrator, in a question for its price and again with each job: one
 * capability, beside those that every gateway names.
 */
final class Requested {
  /**
   * The protocol that we speak. It is compared with the least version that an orchestrator may
   * demand, without what follows the dash.
   */
  static final String VERSION = "0.9.1-pixelgate";

  private static final int AUTH_TOKEN = 12;
  private static final int MPEG7_SIGNATURE = 14;
  private static final int SEGMENT_SLICING = 26;

  private Requested() {}

  /**
   * The message for this capability. An orchestrator computes its price from the keys of {@code
   * capacities}: without the one of the pipeline it quotes what a transcoded pixel costs.
   */
  static Capabilities of(Capability wanted) {
    int number = PipelineNumber.of(wanted.pipeline());
    Capabilities.Builder message = Capabilities.newBuilder().setVersion(VERSION);
    long word = 0;
    for (int one : numbers(number)) {
      word |= 1L << one;
      message.putCapacities(one, 1);
    }
    CapabilityConstraints model =
        CapabilityConstraints.newBuilder()
            .putModels(wanted.model(), ModelConstraint.getDefaultInstance())
            .build();
    return message
        .addBitstring(word)
        .setConstraints(Constraints.newBuilder().putPerCapability(number, model))
        .build();
  }

  private static int[] numbers(int wanted) {
    return IntStream.concat(
            IntStream.rangeClosed(0, AUTH_TOKEN),
            IntStream.of(MPEG7_SIGNATURE, SEGMENT_SLICING, wanted))
        .toArray();
  }
}
