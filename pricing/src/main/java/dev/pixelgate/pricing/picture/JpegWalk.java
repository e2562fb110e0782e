package dev.pixelgate.pricing.picture;

import java.util.Objects;
import java.util.Optional;

/**
 * Walks a JPEG file from marker to marker up to EOI (ITU-T T.81 annex B). Coded data is skipped;
 * what stands after EOI is not looked at: cameras append previews there.
 */
public final class JpegWalk implements ContainerWalk {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int TEM = 0x01;

  private enum Part {
    START,
    MARKER_PREFIX,
    MARKER,
    LENGTH,
    SEGMENT,
    CODED,
    CODED_AFTER_FF,
    END
  }

  private final byte[] field = new byte[JpegFrame.NEEDED_BYTES];
  private Part part = Part.START;
  private int filled;
  private int marker;
  private int segmentLength;
  private int segmentTaken;
  private boolean scanned;
  private long received;
  private String firstProblem = "";
  private Optional<Picture> picture = Optional.empty();

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int taken = 0;
    while (taken < length && firstProblem.isEmpty() && part != Part.END) {
      int n = step(bytes, offset + taken, length - taken);
      taken += n;
      received += n;
    }
    received += length - taken;
  }

  @Override
  public boolean broken() {
    return !firstProblem.isEmpty();
  }

  @Override
  public boolean complete() {
    return part == Part.END && !broken();
  }

  @Override
  public String problem() {
    return broken() || complete()
        ? firstProblem
        : "it ends after " + received + " bytes, before its end-of-image marker";
  }

  @Override
  public Optional<Picture> picture() {
    return picture;
  }

  private int step(byte[] bytes, int at, int available) {
    return switch (part) {
      case SEGMENT -> segment(bytes, at, available);
      case CODED -> coded(bytes, at, available);
      default -> {
        single(bytes[at] & 0xff);
        yield 1;
      }
    };
  }

  private void single(int value) {
    switch (part) {
      case START -> start(value);
      case MARKER_PREFIX -> markerPrefix(value);
      case MARKER -> marker(value);
      case LENGTH -> length(value);
      case CODED_AFTER_FF -> codedAfterFf(value);
      case SEGMENT, CODED, END -> throw new IllegalStateException(part.name());
    }
  }

  private void start(int value) {
    if (value != (filled == 0 ? 0xff : SOI)) {
      firstProblem = "its first 2 bytes are not a JPEG start-of-image marker";
    }
    filled++;
    if (filled == 2) {
      filled = 0;
      part = Part.MARKER_PREFIX;
    }
  }

  private void markerPrefix(int value) {
    part = Part.MARKER;
    if (value != 0xff) {
      firstProblem = "byte %d is %02x where a JPEG marker must begin".formatted(received, value);
    }
  }

  /** Any number of 0xff may stand before a marker's code. */
  private void marker(int value) {
    if (value == 0xff) {
      return;
    }
    marker = value;
    part = standsAlone(value) ? Part.MARKER_PREFIX : Part.LENGTH;
    if (value == 0 || value == SOI) {
      firstProblem = "byte %d is %02x where a JPEG marker must be".formatted(received, value);
    } else if (picture.isPresent() && JpegFrame.isFrame(value)) {
      firstProblem = "it has a second frame header at byte " + received;
    } else if (value == SOS && picture.isEmpty()) {
      firstProblem = "its pixels begin at byte " + received + " before any frame header";
    } else if (value == EOI) {
      end();
    }
  }

  private void end() {
    part = Part.END;
    if (!scanned) {
      firstProblem = "its end-of-image marker at byte " + received + " stands before any pixels";
    }
  }

  private void length(int value) {
    segmentLength = filled == 0 ? value << 8 : segmentLength | value;
    filled++;
    if (filled < 2) {
      return;
    }
    filled = 0;
    segmentLength -= 2;
    segmentTaken = 0;
    if (segmentLength < 0) {
      firstProblem = "the segment length before byte " + received + " is under 2 bytes";
    } else if (segmentLength == 0) {
      endSegment();
    } else {
      part = Part.SEGMENT;
    }
  }

  private int segment(byte[] bytes, int at, int available) {
    int n = Math.min(segmentLength - segmentTaken, available);
    int kept = Math.min(n, field.length - segmentTaken);
    if (kept > 0) {
      System.arraycopy(bytes, at, field, segmentTaken, kept);
    }
    segmentTaken += n;
    if (segmentTaken == segmentLength) {
      endSegment();
    }
    return n;
  }

  private void endSegment() {
    part = marker == SOS ? Part.CODED : Part.MARKER_PREFIX;
    scanned |= marker == SOS;
    if (JpegFrame.isFrame(marker)) {
      firstProblem = JpegFrame.problem(marker, field, segmentLength);
      picture = broken() ? picture : Optional.of(JpegFrame.picture(field));
    }
  }

  private int coded(byte[] bytes, int at, int available) {
    int n = 0;
    while (n < available && bytes[at + n] != (byte) 0xff) {
      n++;
    }
    if (n == available) {
      return n;
    }
    part = Part.CODED_AFTER_FF;
    return n + 1;
  }

  /** 0xff is a coded byte before 0, a restart before 0xd0 to 0xd7, fill before 0xff. */
  private void codedAfterFf(int value) {
    if (value == 0 || isRestart(value)) {
      part = Part.CODED;
    } else if (value != 0xff) {
      marker(value);
    }
  }

  private static boolean standsAlone(int marker) {
    return marker == TEM || isRestart(marker);
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }
}
