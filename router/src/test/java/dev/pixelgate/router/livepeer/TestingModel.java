package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import java.util.OptionalLong;

/**
 * What a {@link TestingNode} serves.
 *
 * @param slots jobs at a time; with 0 it is always full
 * @param wei per {@code pixels}; absent for a node without a chain
 */
public record TestingModel(
    Capability capability, boolean warm, int slots, OptionalLong wei, long pixels) {
  /** One for upscaling that is loaded, has room for four and has no price. */
  public static TestingModel upscale(String id) {
    return of(Pipeline.UPSCALE, id);
  }

  /** The same for another pipeline. */
  public static TestingModel of(Pipeline pipeline, String id) {
    return new TestingModel(new Capability(pipeline, id), true, 4, OptionalLong.empty(), 1);
  }

  /** The same, not loaded. */
  public TestingModel cold() {
    return new TestingModel(capability, false, slots, wei, pixels);
  }

  /** The same with room for so many. */
  public TestingModel slots(int jobs) {
    return new TestingModel(capability, warm, jobs, wei, pixels);
  }

  /** The same at a price: the node is on a chain then. */
  public TestingModel at(long pricePerUnit, long pixelsPerUnit) {
    return new TestingModel(capability, warm, slots, OptionalLong.of(pricePerUnit), pixelsPerUnit);
  }
}
