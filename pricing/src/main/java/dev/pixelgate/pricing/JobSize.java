package dev.pixelgate.pricing;

/**
 * How large a job is, before there is a picture.
 *
 * @param width of the picture that goes in; of the one that comes out where none goes in
 * @param height like {@code width}
 * @param images how many pictures are made; an upscale makes one, whatever it says here
 */
public record JobSize(int width, int height, int images) {
  /** What is priced when nobody says a size: one picture of 256x256 px. */
  public static final JobSize USUAL = new JobSize(256, 256, 1);

  public JobSize {
    if (width < 1 || height < 1 || images < 1) {
      throw new IllegalArgumentException(
          "%d pictures of %dx%d px: each must be at least 1".formatted(images, width, height));
    }
  }

  /** What this pipeline charges for. */
  public Pixels charged(Pipeline pipeline) {
    return switch (pipeline) {
      case UPSCALE -> Pixels.ofInput(width, height);
      case IMAGE_TO_IMAGE, TEXT_TO_IMAGE -> Pixels.ofImages(width, height, images);
    };
  }
}
