package dev.pixelgate.router;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One picture to be made: the same for every orchestrator that may be asked. A request for several
 * is as many jobs ({@link #copies}), each with attempts of its own: Livepeer's orchestrators keep
 * the pictures of one answer under one name, so that only the last one can be fetched.
 */
public sealed interface Job {
  /** What is asked for, with its model. */
  Capability capability();

  /** What all pipelines take. */
  Wish wish();

  /** What is charged for. */
  Pixels pixels();

  /** The format that has to be read; absent for a job without an image. */
  Optional<PictureFormat> reads();

  /** The same with this seed. */
  Job seeded(long seed);

  /**
   * The jobs of a request for this many pictures. A given seed counts up from one to the next, as
   * it does in ai-runner; without one each draws its own.
   */
  default List<Job> copies(int images) {
    return IntStream.range(0, images)
        .mapToObj(i -> wish().seed().isPresent() ? seeded(wish().seed().getAsLong() + i) : this)
        .toList();
  }

  /** A picture at four times the size. */
  record Upscale(Capability capability, InputImage image, Wish wish) implements Job {
    public Upscale {
      expect(Pipeline.UPSCALE, capability);
    }

    @Override
    public Pixels pixels() {
      return image.pixels();
    }

    @Override
    public Optional<PictureFormat> reads() {
      return Optional.of(image.picture().format());
    }

    @Override
    public Job seeded(long seed) {
      return new Upscale(capability, image, wish.seeded(seed));
    }
  }

  /**
   * Another picture after an image.
   *
   * @param strength how far from the image, 0 to 1; absent when the client gave none
   * @param imageGuidance likewise {@code image_guidance_scale}
   */
  record ImageToImage(
      Capability capability,
      InputImage image,
      Wish wish,
      Guidance guidance,
      Optional<BigDecimal> strength,
      Optional<BigDecimal> imageGuidance)
      implements Job {
    public ImageToImage {
      expect(Pipeline.IMAGE_TO_IMAGE, capability);
    }

    @Override
    public Pixels pixels() {
      return image.pixels();
    }

    @Override
    public Optional<PictureFormat> reads() {
      return Optional.of(image.picture().format());
    }

    @Override
    public Job seeded(long seed) {
      return new ImageToImage(
          capability, image, wish.seeded(seed), guidance, strength, imageGuidance);
    }
  }

  /**
   * A picture of this size from words alone. The size is always sent on, so that the two sides
   * cannot differ about what is charged.
   */
  record TextToImage(Capability capability, int width, int height, Wish wish, Guidance guidance)
      implements Job {
    public TextToImage {
      expect(Pipeline.TEXT_TO_IMAGE, capability);
      Pixels.ofImages(width, height, 1);
    }

    @Override
    public Pixels pixels() {
      return Pixels.ofImages(width, height, 1);
    }

    @Override
    public Optional<PictureFormat> reads() {
      return Optional.empty();
    }

    @Override
    public Job seeded(long seed) {
      return new TextToImage(capability, width, height, wish.seeded(seed), guidance);
    }
  }

  private static void expect(Pipeline pipeline, Capability capability) {
    if (capability.pipeline() != pipeline) {
      throw new IllegalArgumentException("a job of " + pipeline + " asks for " + capability);
    }
  }
}
