package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Pipeline;
import java.util.Arrays;
import java.util.Optional;

/** Livepeer's numbers of the pipelines: the bit in a capability word, and the key of its maps. */
final class PipelineNumber {
  private PipelineNumber() {}

  static int of(Pipeline pipeline) {
    return switch (pipeline) {
      case TEXT_TO_IMAGE -> 27;
      case IMAGE_TO_IMAGE -> 28;
      case UPSCALE -> 30;
    };
  }

  /** The pipeline of this number, if we know it. */
  static Optional<Pipeline> pipeline(int number) {
    return Arrays.stream(Pipeline.values()).filter(one -> of(one) == number).findFirst();
  }
}
