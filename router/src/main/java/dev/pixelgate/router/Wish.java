package dev.pixelgate.router;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What every pipeline takes beside its image.
 *
 * @param inferenceSteps as given by the client; absent when it gave none
 */
public record Wish(
    String prompt, boolean safetyCheck, OptionalLong seed, OptionalInt inferenceSteps) {
  /** The same with this seed. */
  Wish seeded(long other) {
    return new Wish(prompt, safetyCheck, OptionalLong.of(other), inferenceSteps);
  }
}
