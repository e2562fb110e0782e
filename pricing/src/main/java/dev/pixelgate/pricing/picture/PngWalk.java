package dev.pixelgate.pricing.picture;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Walks a PNG file: its signature, every chunk with its CRC, the order of the chunks, nothing after
 * IEND (PNG 3rd edition, sections 5 and 11). Pixel data is not inflated. A lenient walk passes, as
 * browsers do, what phones and editors get wrong without harm to the pixels: the CRC of an
 * ancillary chunk, and bytes after IEND.
 */
public final class PngWalk implements ContainerWalk {
  private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");

  private enum Part {
    SIGNATURE,
    LENGTH_AND_TYPE,
    DATA,
    CRC
  }

  private final boolean strict;
  private final PngOrder order = new PngOrder();
  private final CRC32 crc = new CRC32();
  private final byte[] field = new byte[8];
  private final byte[] header = new byte[PngOrder.HEADER_LENGTH];
  private Part part = Part.SIGNATURE;
  private int filled;
  private int dataLeft;
  private String chunk = "";
  private long chunkAt = SIGNATURE.length;
  private long nextChunkAt = SIGNATURE.length;
  private long received;
  private long trailing;
  private String firstProblem = "";
  private Optional<Picture> picture = Optional.empty();

  /** A strict walk, for a picture that is paid for. */
  public PngWalk() {
    this(true);
  }

  private PngWalk(boolean strict) {
    this.strict = strict;
  }

  /** A walk for a picture as people have it. */
  public static PngWalk lenient() {
    return new PngWalk(false);
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int taken = 0;
    while (taken < length && firstProblem.isEmpty() && !order.ended()) {
      int n = step(bytes, offset + taken, length - taken);
      taken += n;
      received += n;
    }
    received += length - taken;
    if (strict && order.ended()) {
      trailing += length - taken;
    }
  }

  @Override
  public boolean broken() {
    return trailing > 0 || !firstProblem.isEmpty();
  }

  @Override
  public boolean complete() {
    return order.ended() && !broken();
  }

  @Override
  public String problem() {
    if (!firstProblem.isEmpty() || complete()) {
      return firstProblem;
    }
    return trailing > 0
        ? trailing + " bytes after IEND"
        : "it ends after " + received + " bytes, before the end of IEND";
  }

  @Override
  public Optional<Picture> picture() {
    return picture;
  }

  private int step(byte[] bytes, int at, int available) {
    return switch (part) {
      case SIGNATURE -> gather(bytes, at, available, 8, this::endSignature);
      case LENGTH_AND_TYPE -> gather(bytes, at, available, 8, this::beginChunk);
      case DATA -> data(bytes, at, available);
      case CRC -> gather(bytes, at, available, 4, this::endChunk);
    };
  }

  private int gather(byte[] bytes, int at, int available, int size, Runnable whenFull) {
    int n = Math.min(size - filled, available);
    System.arraycopy(bytes, at, field, filled, n);
    filled += n;
    if (filled == size) {
      filled = 0;
      whenFull.run();
    }
    return n;
  }

  private void endSignature() {
    part = Part.LENGTH_AND_TYPE;
    if (!Arrays.equals(field, SIGNATURE)) {
      firstProblem = "its first 8 bytes are not a PNG signature";
    }
  }

  private void beginChunk() {
    dataLeft = BigEndian.int32(field, 0);
    chunk = PngOrder.typeName(field, 4);
    chunkAt = nextChunkAt;
    nextChunkAt += 12L + dataLeft;
    crc.reset();
    crc.update(field, 4, 4);
    part = dataLeft == 0 ? Part.CRC : Part.DATA;
    fail(order.begin(chunk, dataLeft));
  }

  private int data(byte[] bytes, int at, int available) {
    int n = Math.min(dataLeft, available);
    crc.update(bytes, at, n);
    if (order.inHeader()) {
      System.arraycopy(bytes, at, header, header.length - dataLeft, n);
    }
    dataLeft -= n;
    if (dataLeft == 0) {
      part = Part.CRC;
    }
    return n;
  }

  private void endChunk() {
    part = Part.LENGTH_AND_TYPE;
    int stored = BigEndian.int32(field, 0);
    if (stored != (int) crc.getValue() && (strict || !PngOrder.isAncillary(chunk))) {
      fail("its CRC is %08x, its bytes make %08x".formatted(stored, crc.getValue()));
      return;
    }
    if (order.inHeader()) {
      fail(order.readHeader(header));
      picture = firstProblem.isEmpty() ? Optional.of(PngOrder.picture(header)) : picture;
    }
    order.end();
  }

  /** An empty phrase is no problem. */
  private void fail(String problem) {
    if (!problem.isEmpty()) {
      firstProblem = "chunk %s at byte %d: %s".formatted(chunk, chunkAt, problem);
    }
  }
}
