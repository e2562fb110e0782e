package dev.pixelgate.pricing;

import java.util.Arrays;
import java.util.Optional;

/** A kind of image work, by its name on the wire. */
public enum Pipeline {
  UPSCALE("upscale"),
  IMAGE_TO_IMAGE("image-to-image"),
  TEXT_TO_IMAGE("text-to-image");

  private final String wireName;

  Pipeline(String wireName) {
    this.wireName = wireName;
  }

  /** The pipeline of this wire name, if we know it. */
  public static Optional<Pipeline> of(String wireName) {
    return Arrays.stream(values()).filter(p -> p.wireName.equals(wireName)).findFirst();
  }

  /** The name in paths, configuration and metrics, such as {@code upscale}. */
  public String wireName() {
    return wireName;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
