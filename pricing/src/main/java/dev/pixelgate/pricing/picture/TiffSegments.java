package dev.pixelgate.pricing.picture;

/**
 * Where the last strip or tile of a picture ends in the file, told in constant memory: the segment
 * with the largest offset, with its length when that comes behind its offset or is the last of all.
 * Writers keep both arrays in that order, mostly with rising offsets; for others the end comes out
 * too early, never too late.
 */
final class TiffSegments {
  private long last = -1;
  private long lastOffset;
  private long lastLength;
  private long latest = -1;
  private long latestLength;

  void offset(long index, long offset) {
    // One over 2^63, which reads as negative, is the largest.
    if (last < 0 || Long.compareUnsigned(offset, lastOffset) >= 0) {
      last = index;
      lastOffset = offset;
      lastLength = index == latest ? latestLength : 0;
    }
  }

  void length(long index, long length) {
    latest = index;
    latestLength = length;
    if (index == last) {
      lastLength = length;
    }
  }

  /** As far as it is known; {@link Long#MAX_VALUE} when it is beyond reason. */
  long end() {
    long end = lastOffset + lastLength;
    return lastOffset < 0 || lastLength < 0 || end < 0 ? Long.MAX_VALUE : end;
  }
}
