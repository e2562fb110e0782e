package dev.pixelgate.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the safety checker says of a result picture.
 *
 * <p>The checker is weak: only harmless pictures were ever tried, its recall on others is not
 * measured; a photo of a cat gets Porn 0.06, a flat skin tone Drawing 0.85.
 *
 * @param nsfw whether {@link #THRESHOLD} is reached
 * @param probabilities by label (Drawing, Hentai, Neutral, Porn, Sexy), each 0 to 1
 */
public record Safety(boolean nsfw, Map<String, Float> probabilities) {
  /** Name of the checker, for answers and logs. */
  public static final String CHECKER = "nsfw-mobilenet";

  /** Sum of the probabilities of Hentai and Porn from which on a picture counts as not safe. */
  public static final float THRESHOLD = 0.6f;

  /** Copies the map, in its order. */
  public Safety {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }

  /** Judges by the threshold; labels that are missing count as 0. */
  static Safety of(Map<String, Float> probabilities) {
    float unsafe =
        probabilities.getOrDefault("Hentai", 0f) + probabilities.getOrDefault("Porn", 0f);
    return new Safety(unsafe >= THRESHOLD, probabilities);
  }
}
