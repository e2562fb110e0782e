package dev.pixelgate.function.fuzz;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.PictureException;
import dev.pixelgate.runtime.picture.PictureReader;
import dev.pixelgate.runtime.picture.PictureSource;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Puts one input through walk and decoder and checks what must hold of any bytes. */
final class PictureCheck {
  /** The walk's state, its phrases, and 32 bytes a call for the smallest pieces. */
  private static final long WALK_BYTES = 256 * 1024;

  private static final int WALK_BYTES_PER_BYTE = 64;

  /**
   * Readers, their tables, profile and colour conversion, whatever the picture's size. The most is
   * the table for a screen's profile at 16 bits; a JPEG that is cut off in a segment makes libjpeg
   * warn of each byte, which is 12 MB.
   */
  private static final long DECODE_BYTES = 32L << 20;

  /**
   * Garbage is counted as well. Samples of 16 bits in four channels are 8, and may be copied; the
   * most is TwelveMonkeys' lossy WebP: 80 were seen, of blocks of 16x16 pixels.
   */
  private static final long DECODE_BYTES_PER_PIXEL = 96;

  private static final long BLOCK = 16;

  private static final long DECODE_BYTES_PER_BYTE = 32;

  private final long maxPixels;
  private final PictureReader reader;

  PictureCheck(long maxPixels) {
    this.maxPixels = maxPixels;
    this.reader = new PictureReader(maxPixels);
  }

  /**
   * What became of an input.
   *
   * @param allocated heap bytes of decoding
   * @param cpuNanos of decoding
   */
  record Outcome(boolean walked, boolean served, long allocated, long cpuNanos) {}

  private record Decoded(Optional<Bitmap> bitmap, long allocated, long cpuNanos) {}

  Outcome check(byte[] file, Draw draw) throws FindingException {
    WalkVerdict verdict = walk(file, draw);
    Decoded decoded = decode(file, verdict);
    if (decoded.bitmap().isPresent() && verdict.picture().isPresent()) {
      agree(verdict.picture().get(), decoded.bitmap().get());
    }
    return new Outcome(
        verdict.taken(), decoded.bitmap().isPresent(), decoded.allocated(), decoded.cpuNanos());
  }

  private static WalkVerdict walk(byte[] file, Draw draw) throws FindingException {
    int longest = 1 + draw.below(draw.oneIn(2) ? 16 : 2048);
    try {
      Effort effort = new Effort();
      WalkVerdict whole = WalkVerdict.of(file, left -> left);
      WalkVerdict cut = WalkVerdict.of(file, left -> Math.min(left, 1 + draw.below(longest)));
      bound("walks", effort.bytes(), WALK_BYTES + (long) WALK_BYTES_PER_BYTE * file.length);
      if (!whole.equals(cut)) {
        throw new FindingException("walk whole: %s, walk in pieces: %s".formatted(whole, cut));
      }
      return whole;
    } catch (RuntimeException | Error e) {
      throw new FindingException("the walk threw " + e, e);
    }
  }

  private Decoded decode(byte[] file, WalkVerdict verdict) throws FindingException {
    PictureSource source = new PictureSource.InMemory(Buffer.buffer(file));
    Effort effort = new Effort();
    Optional<Bitmap> bitmap = Optional.empty();
    try {
      bitmap = Optional.of(reader.read(source));
    } catch (PictureException e) {
      // Refused, as a broken picture may be.
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new FindingException("refused without a word", e);
      }
    } catch (Exception | Error e) {
      throw new FindingException("the decoder threw " + e, e);
    }
    long bytes = effort.bytes();
    long cpuNanos = effort.cpuNanos();
    bound("decoder", bytes, decodeBytes(verdict, file.length));
    return new Decoded(bitmap, bytes, cpuNanos);
  }

  /** What decoding may allocate: for its pixels where the walk knows them, else for the most. */
  private long decodeBytes(WalkVerdict verdict, int length) {
    long pixels = verdict.picture().map(this::pixels).orElse(BLOCK * maxPixels);
    return DECODE_BYTES + DECODE_BYTES_PER_PIXEL * pixels + DECODE_BYTES_PER_BYTE * length;
  }

  /**
   * Of whole blocks: a picture one pixel high is decoded as one of 16. One over the limit is
   * refused before there is anything for its pixels.
   */
  private long pixels(Picture picture) {
    if ((long) picture.width() * picture.height() > maxPixels) {
      return 0;
    }
    return Math.ceilDiv(picture.width(), BLOCK)
        * Math.ceilDiv(picture.height(), BLOCK)
        * (BLOCK * BLOCK);
  }

  private static void bound(String who, long bytes, long most) throws FindingException {
    if (bytes > most) {
      throw new FindingException(
          "%s allocated %,d bytes, over the bound of %,d".formatted(who, bytes, most));
    }
  }

  /** Equal, or turned by EXIF. */
  private static void agree(Picture picture, Bitmap bitmap) throws FindingException {
    int width = picture.width();
    int height = picture.height();
    boolean same = bitmap.width() == width && bitmap.height() == height;
    boolean turned = bitmap.width() == height && bitmap.height() == width;
    if (!same && !turned) {
      throw new FindingException(
          "the header says %dx%d, the decoder made %dx%d"
              .formatted(width, height, bitmap.width(), bitmap.height()));
    }
  }
}
