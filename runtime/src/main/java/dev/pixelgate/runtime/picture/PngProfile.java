package dev.pixelgate.runtime.picture;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The ICC profile of a PNG: unpacked from iCCP, or made from what gAMA and cHRM say. */
final class PngProfile {
  private static final int NAME_BYTES = 79;

  /** Of gAMA, 100,000ths: what means sRGB's curve (45,455), give or take libpng's 5 %. */
  private static final int SRGB_LEAST = 43_200;

  private static final int SRGB_MOST = 47_700;

  /** Beyond these a gamma is a mistake. */
  private static final int LEAST = 10_000;

  private static final int MOST = 300_000;

  private PngProfile() {}

  /** Never more than {@link ProfileHeader#MAX_BYTES}, whatever the data would inflate to. */
  static Optional<byte[]> embedded(byte[] chunk) {
    int name = 0;
    while (name < chunk.length && name < NAME_BYTES && chunk[name] != 0) {
      name++;
    }
    int start = name + 2;
    if (start >= chunk.length || chunk[name] != 0 || chunk[name + 1] != 0) {
      return Optional.empty();
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(chunk, start, chunk.length - start);
      return inflate(inflater);
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }

  private static Optional<byte[]> inflate(Inflater inflater) throws DataFormatException {
    byte[] profile = new byte[4096];
    int length = 0;
    while (true) {
      int count = inflater.inflate(profile, length, profile.length - length);
      length += count;
      if (inflater.finished()) {
        return Optional.of(Arrays.copyOf(profile, length));
      }
      if ((count == 0 && length < profile.length) || length == ProfileHeader.MAX_BYTES) {
        return Optional.empty();
      }
      if (length == profile.length) {
        profile = Arrays.copyOf(profile, Math.min(2 * length, ProfileHeader.MAX_BYTES));
      }
    }
  }

  /** Of the chunks' data; empty when they mean sRGB or nothing sensible. */
  static Optional<byte[]> of(byte[] gamma, Optional<byte[]> chromaticities) {
    if (gamma.length != 4) {
      return Optional.empty();
    }
    int value = ByteBuffer.wrap(gamma).getInt();
    boolean srgb = value >= SRGB_LEAST && value <= SRGB_MOST;
    Optional<Primaries> primaries = chromaticities.flatMap(Primaries::ofChunk);
    if (value < LEAST || value > MOST || (srgb && primaries.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        MatrixProfile.bytes(primaries.orElse(Primaries.SRGB), srgb ? 0 : 100_000.0 / value));
  }
}
