package dev.pixelgate.router.attempt;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.router.Job;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which sizes may come back. Of the 4x models the Real-ESRGAN family answers 4w x 4h; the diffusion
 * x4 upscaler cuts its input to multiples of 4 first, so 4(w - w mod 4) x 4(h - h mod 4); of a
 * model of neither name either form is right. Image-to-image answers the size of its input, which
 * its pipelines cut to multiples of 8; text-to-image what was asked for.
 *
 * @param due never empty, the largest first
 * @param turned whether swapped sides are right as well: a seller may turn an image as its EXIF
 *     says
 */
record PictureRule(List<Size> due, boolean turned) {
  private static final int SCALE = 4;

  /** 16-bit RGBA before compression: no honest encoder needs more. */
  private static final int BYTES_PER_PIXEL = 8;

  /** Room for profiles and text chunks, and for the deflate frames of tiny pictures. */
  private static final long BYTES_BESIDE = 1 << 20;

  /** A picture's sides in pixels. */
  record Size(int width, int height) {
    @Override
    public String toString() {
      return width + "x" + height;
    }
  }

  static PictureRule of(Job job) {
    return switch (job) {
      case Job.Upscale upscale -> upscaled(job.capability().model(), upscale.image().picture());
      case Job.ImageToImage after -> like(after.image().picture());
      case Job.TextToImage words ->
          new PictureRule(List.of(new Size(words.width(), words.height())), false);
    };
  }

  /** For a picture by this 4x model. */
  static PictureRule upscaled(String model, Picture input) {
    Size plain = scaled(input.width(), input.height());
    Size cut = scaled(input.width() & ~3, input.height() & ~3);
    String id = model.toLowerCase(Locale.ROOT);
    if (id.contains("realesr") || plain.equals(cut)) {
      return new PictureRule(List.of(plain), true);
    }
    return new PictureRule(
        id.contains("stable-diffusion-x4") ? List.of(cut) : List.of(plain, cut), true);
  }

  private static PictureRule like(Picture input) {
    Size plain = new Size(input.width(), input.height());
    Size cut = new Size(input.width() & ~7, input.height() & ~7);
    return new PictureRule(plain.equals(cut) ? List.of(plain) : List.of(plain, cut), true);
  }

  boolean accepts(Picture answer) {
    return due.stream()
        .anyMatch(
            size ->
                (size.width == answer.width() && size.height == answer.height())
                    || (turned && size.width == answer.height() && size.height == answer.width()));
  }

  /** The most bytes that a PNG of these sizes can reasonably have. */
  long maxBytes() {
    Size size = due.getFirst();
    return (long) size.width * size.height * BYTES_PER_PIXEL + BYTES_BESIDE;
  }

  /** Such as {@code 512x512} or {@code 516x512 or 512x512}. */
  @Override
  public String toString() {
    return due.stream().map(Size::toString).collect(Collectors.joining(" or "));
  }

  private static Size scaled(int width, int height) {
    return new Size(Math.multiplyExact(SCALE, width), Math.multiplyExact(SCALE, height));
  }
}
