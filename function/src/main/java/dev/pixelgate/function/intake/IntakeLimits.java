package dev.pixelgate.function.intake;

import dev.pixelgate.function.config.Limits;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.picture.Picture;
import java.time.Duration;
import java.util.Optional;

/**
 * How much a client may send.
 *
 * @param bodyBytes of the whole request body
 * @param referenceBytes of a picture that a body only names
 * @param side width or height of the image, in pixels
 * @param pixels width times height of the image
 * @param upload time from the request's head to the end of its body, and for a picture to be
 *     fetched
 */
public record IntakeLimits(
    long bodyBytes, long referenceBytes, int side, long pixels, Duration upload) {
  /** Those of the configuration. */
  public static IntakeLimits of(Limits limits) {
    return new IntakeLimits(
        limits.body(), limits.reference(), limits.side(), limits.inputPixels(), limits.upload());
  }

  /** Why this picture is too large, if it is. */
  public Optional<Failure> refusal(Picture picture) {
    int longest = Math.max(picture.width(), picture.height());
    if (longest > side) {
      return Optional.of(new Failure.TooLarge("image side", longest, side, "px"));
    }
    long count = (long) picture.width() * picture.height();
    if (count > pixels) {
      return Optional.of(new Failure.TooLarge("image", count, pixels, "pixels"));
    }
    return Optional.empty();
  }

  /** The refusal of a body over the limit. */
  public Failure bodyTooLarge(long bytes) {
    return new Failure.TooLarge("body", bytes, bodyBytes, "bytes");
  }

  /** The refusal of a picture over the limit that is not in a body; -1 for any size over it. */
  public Failure referenceTooLarge(long bytes) {
    return new Failure.TooLarge("picture by reference", bytes, referenceBytes, "bytes");
  }
}
