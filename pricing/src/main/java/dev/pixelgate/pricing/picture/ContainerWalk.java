package dev.pixelgate.pricing.picture;

import java.util.Optional;

/**
 * Checks a picture file of a known format from its first byte to its last, as the bytes pass by,
 * without decoding it. The cuts between calls make no difference; memory does not grow. For one
 * thread at a time.
 */
public sealed interface ContainerWalk permits FieldWalk, JpegWalk, PngWalk {
  /** A new walk for somebody's file of this format: what every decoder overlooks is overlooked. */
  static ContainerWalk of(PictureFormat format) {
    return switch (format) {
      case PNG -> PngWalk.lenient();
      case JPEG -> new JpegWalk();
      case WEBP -> new WebpWalk();
      case GIF -> new GifWalk();
      case BMP -> new BmpWalk();
      case TIFF -> new TiffWalk();
    };
  }

  /** Takes the next bytes. Once broken, they are only counted. */
  void accept(byte[] bytes, int offset, int length);

  /** Whether something is wrong already; more bytes do not mend it. */
  boolean broken();

  /** Whether the file is whole with the bytes so far, and nothing is wrong. */
  boolean complete();

  /** Why the bytes so far are not a whole file, as a phrase; empty when {@link #complete}. */
  String problem();

  /** Format and size, as soon as the header has been seen and is sound. */
  Optional<Picture> picture();
}
