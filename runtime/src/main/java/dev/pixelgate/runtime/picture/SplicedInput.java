package dev.pixelgate.runtime.picture;

import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A stream put together from ranges of another one and bytes of our own, buffered: what a decoder
 * gets to see of a file. So it never meets metadata that is not needed, and a directory or header
 * that we checked and wrote anew stands in the place of the one that was sent. Buffered because
 * TwelveMonkeys' WebP reader asks for single bytes: unbuffered, 16 Mpx from a file took 70 s.
 */
final class SplicedInput extends ImageInputStreamImpl {
  private static final int BUFFER_BYTES = 16384;

  /** Some bytes of the stream, or what stands in their place. */
  sealed interface Piece {
    long length();
  }

  /** Bytes of our own. */
  static final class Own implements Piece {
    private final byte[] bytes;

    Own(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }
  }

  /** Bytes of the stream below. */
  record Range(long start, long length) implements Piece {}

  /**
   * An end that is no end of file: reading there fails, as of a file that cannot be read. For
   * decoders that take an end of file for any number of bytes.
   */
  record Wall() implements Piece {
    @Override
    public long length() {
      return 1;
    }
  }

  private final ImageInputStream base;
  private final List<Piece> pieces;
  private final long length;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferStart;
  private int buffered;

  SplicedInput(ImageInputStream base, List<Piece> pieces) {
    this.base = base;
    this.pieces = List.copyOf(pieces);
    this.length = pieces.stream().mapToLong(Piece::length).sum();
  }

  /** All of {@code base}, buffered. */
  static SplicedInput whole(ImageInputStream base) throws IOException {
    return new SplicedInput(base, List.of(new Range(0, base.length())));
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (streamPos < bufferStart || streamPos >= bufferStart + buffered) {
      bufferStart = streamPos;
      buffered = Math.max(0, fetch(streamPos, buffer, 0, BUFFER_BYTES));
      if (buffered == 0) {
        return -1;
      }
    }
    return buffer[(int) (streamPos++ - bufferStart)] & 0xff;
  }

  /** As much as there is: ImageInputStreamImpl takes fewer bytes for the end of the stream. */
  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    bitOffset = 0;
    int done = 0;
    while (done < count) {
      int got = readSome(target, offset + done, count - done);
      if (got < 0) {
        return done == 0 ? -1 : done;
      }
      done += got;
    }
    return done;
  }

  private int readSome(byte[] target, int offset, int count) throws IOException {
    long ahead = bufferStart + buffered - streamPos;
    int got;
    if (streamPos >= bufferStart && ahead > 0) {
      got = (int) Math.min(count, ahead);
      System.arraycopy(buffer, (int) (streamPos - bufferStart), target, offset, got);
    } else if (count < BUFFER_BYTES / 2) {
      int next = read();
      if (next < 0) {
        return -1;
      }
      target[offset] = (byte) next;
      return 1;
    } else {
      got = fetch(streamPos, target, offset, count);
    }
    streamPos += Math.max(0, got);
    return got;
  }

  @Override
  public long length() {
    return length;
  }

  /** Some bytes from {@code position} on, -1 at the end. */
  private int fetch(long position, byte[] target, int offset, int count) throws IOException {
    long start = 0;
    for (Piece piece : pieces) {
      long within = position - start;
      if (within < piece.length()) {
        int most = (int) Math.min(count, piece.length() - within);
        return switch (piece) {
          case Own own -> {
            System.arraycopy(own.bytes, (int) within, target, offset, most);
            yield most;
          }
          case Range(long from, long ignored) -> {
            base.seek(from + within);
            yield base.read(target, offset, most);
          }
          case Wall w -> throw new IOException("its data is cut off");
        };
      }
      start += piece.length();
    }
    return -1;
  }
}
