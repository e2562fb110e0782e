package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.TiffDirectory.Field;
import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageInputStream;

/** What a TIFF's directory must say before its samples are decoded. */
final class TiffCheck {
  private static final List<Long> BITS = List.of(1L, 2L, 4L, 8L, 16L);

  /** None, CCITT, LZW, JPEG, deflate (two numbers), PackBits. */
  private static final List<Long> COMPRESSIONS =
      List.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32946L, 32773L);

  /** White or black is zero, RGB, palette, CMYK, YCbCr. */
  private static final List<Long> PHOTOMETRICS = List.of(0L, 1L, 2L, 3L, 5L, 6L);

  private static final long JPEG = 7;
  private static final int SEPARATE = 2;
  private static final int MAX_SAMPLES = 8;

  /**
   * Strips or tiles: each costs its reader up to 0.1 ms, however short it is. A strip a row of four
   * planes of 8192 px a side makes 32,768.
   */
  private static final long MAX_SEGMENTS = 1 << 16;

  private static final long MAX_SIDE = Integer.MAX_VALUE;

  /**
   * Of all strips or tiles, where they are more than the file itself. Equal ones may share their
   * bytes, as encoders do with empty tiles; but a million of 10 MB in a file of 20 MB are 10 TB to
   * be read and decoded.
   */
  private static final long MAX_SHARED_BYTES = 64L << 20;

  private final TiffDirectory directory;
  private final ImageInputStream input;

  private TiffCheck(TiffDirectory directory, ImageInputStream input) {
    this.directory = directory;
    this.input = input;
  }

  static void check(TiffDirectory directory, ImageInputStream input, PixelLimit limit)
      throws PictureException, IOException {
    new TiffCheck(directory, input).check(limit);
  }

  private void check(PixelLimit limit) throws PictureException, IOException {
    long width = directory.value(TiffDirectory.WIDTH, 0);
    long height = directory.value(TiffDirectory.HEIGHT, 0);
    limit.check(width, height);
    if (width > MAX_SIDE || height > MAX_SIDE || input.length() >= 1L << 32) {
      throw new PictureException("TIFFs of 4 GiB or 2^31 px a side are not read");
    }
    oneOf(TiffDirectory.COMPRESSION, 1, COMPRESSIONS, "compression");
    oneOf(TiffDirectory.PHOTOMETRIC, -1, PHOTOMETRICS, "photometric interpretation");
    oneOf(TiffDirectory.PLANAR, 1, List.of(1L, 2L), "planar configuration");
    if (directory.count(TiffDirectory.SAMPLE_FORMAT).isPresent()) {
      allOneOf(
          TiffDirectory.SAMPLE_FORMAT,
          List.of(1L, 4L),
          "samples that are floating point or signed (format %d)");
    }
    allOneOf(TiffDirectory.BITS, BITS, "%d bits a sample");
    long samples = directory.value(TiffDirectory.SAMPLES, 1);
    if (samples < 1 || samples > MAX_SAMPLES) {
      throw new PictureException("TIFFs of " + samples + " samples a pixel are not read");
    }
    if (directory.count(TiffDirectory.TILE_OFFSETS).isPresent()) {
      tiles(width, height, samples, limit);
    } else {
      strips(width, height, samples);
    }
  }

  private void tiles(long width, long height, long samples, PixelLimit limit)
      throws PictureException, IOException {
    long tileWidth = directory.value(TiffDirectory.TILE_WIDTH, 0);
    long tileHeight = directory.value(TiffDirectory.TILE_HEIGHT, 0);
    limit.check(tileWidth, tileHeight);
    long tiles = parts(width, tileWidth) * parts(height, tileHeight) * planes(samples);
    segments(TiffDirectory.TILE_OFFSETS, TiffDirectory.TILE_BYTES, tiles, tileWidth, tileHeight);
  }

  private void strips(long width, long height, long samples) throws PictureException, IOException {
    long rows = Math.min(height, directory.value(TiffDirectory.ROWS_PER_STRIP, height));
    if (rows < 1) {
      throw new PictureException("damaged TIFF: strips of " + rows + " rows");
    }
    long strips = parts(height, rows) * planes(samples);
    segments(TiffDirectory.STRIP_OFFSETS, TiffDirectory.STRIP_BYTES, strips, width, rows);
  }

  private long planes(long samples) {
    return directory.value(TiffDirectory.PLANAR, 1) == SEPARATE ? samples : 1;
  }

  private static long parts(long whole, long part) {
    return (whole + part - 1) / part;
  }

  /** Each strip or tile lies within the file, and a JPEG in it is no larger than it. */
  private void segments(int offsetTag, int bytesTag, long expected, long width, long height)
      throws PictureException, IOException {
    Field offsets = directory.fields().get(offsetTag);
    Field lengths = directory.fields().get(bytesTag);
    if (offsets == null
        || lengths == null
        || offsets.values().length < expected
        || lengths.values().length < expected) {
      throw new PictureException(
          "damaged TIFF: not all places of its " + expected + " strips or tiles are given");
    }
    if (expected > MAX_SEGMENTS) {
      throw new PictureException(
          "TIFFs of %d strips or tiles are not read, %d is the limit"
              .formatted(expected, MAX_SEGMENTS));
    }
    long most = Math.max(input.length(), MAX_SHARED_BYTES);
    long all = 0;
    for (int i = 0; i < expected; i++) {
      long offset = offsets.values()[i];
      long length = lengths.values()[i];
      if (offset < 8 || length < 1 || length > input.length() || offset > input.length() - length) {
        throw new PictureException(
            "damaged TIFF: cut off, strip or tile %d of %d bytes at byte %d is not in the file"
                .formatted(i, length, offset));
      }
      all += length;
      if (all > most) {
        throw new PictureException(
            "damaged TIFF: its strips or tiles share their bytes and are over %d bytes together"
                .formatted(most));
      }
      if (directory.value(TiffDirectory.COMPRESSION, 1) == JPEG) {
        jpeg(offset, length, width, height);
      }
    }
  }

  private void jpeg(long offset, long length, long width, long height)
      throws PictureException, IOException {
    SplicedInput strip = new SplicedInput(input, List.of(new SplicedInput.Range(offset, length)));
    JpegSegments segments = JpegSegments.read(strip);
    if (segments.frame().width() > width || segments.frame().height() > height + 16) {
      throw new PictureException(
          "damaged TIFF: a JPEG of %dx%d px in a strip or tile of %dx%d px"
              .formatted(segments.frame().width(), segments.frame().height(), width, height));
    }
    strip.seek(segments.firstScan());
    JpegScans.check(strip);
  }

  private void oneOf(int tag, long otherwise, List<Long> known, String what)
      throws PictureException {
    long value = directory.value(tag, otherwise);
    if (!known.contains(value)) {
      throw new PictureException("TIFFs of " + what + " " + value + " are not read");
    }
  }

  private void allOneOf(int tag, List<Long> known, String what) throws PictureException {
    Field field = directory.fields().get(tag);
    for (long value : field == null ? new long[] {1} : field.values()) {
      if (!known.contains(value)) {
        throw new PictureException("TIFFs with " + what.formatted(value) + " are not read");
      }
    }
  }
}
