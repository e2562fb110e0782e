package dev.pixelgate.runtime.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * A WebP file's chunks (RFC 9649 section 2.7), sorted: canvas, the first frame with its alpha, and
 * what is said about colours and orientation.
 */
final class WebpChunks {
  private static final int RIFF_BYTES = 12;
  private static final int FRAME_BYTES = 16;
  private static final int MAX_EXIF_BYTES = 1 << 20;
  private static final int VP8 = chunk("VP8 ");
  private static final int VP8L = chunk("VP8L");
  private static final int VP8X = chunk("VP8X");
  private static final int ANMF = chunk("ANMF");
  private static final int ALPH = chunk("ALPH");
  private static final int ICCP = chunk("ICCP");
  private static final int EXIF = chunk("EXIF");

  /** A chunk's data. */
  record Chunk(long start, long length) {}

  /** Of a frame: where it lies on the canvas, in pixels. */
  record Place(int left, int top, int width, int height) {}

  private final ImageInputStream input;
  private Optional<Place> canvas = Optional.empty();
  private Optional<Place> frame = Optional.empty();
  private Optional<Chunk> lossy = Optional.empty();
  private Optional<Chunk> lossless = Optional.empty();
  private Optional<Chunk> alpha = Optional.empty();
  private Optional<Chunk> profile = Optional.empty();
  private Optional<Chunk> exif = Optional.empty();

  private WebpChunks(ImageInputStream input) {
    this.input = input;
  }

  /** Leaves {@code input} in big-endian order. */
  static WebpChunks read(ImageInputStream input) throws PictureException, IOException {
    WebpChunks chunks = new WebpChunks(input);
    input.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    try {
      input.seek(4);
      long end = 8 + input.readUnsignedInt();
      if (end > input.length()) {
        throw new PictureException("damaged WebP: cut off, " + input.length() + " bytes of " + end);
      }
      chunks.walk(RIFF_BYTES, end);
      return chunks;
    } catch (EOFException e) {
      throw new PictureException("damaged WebP: cut off in a chunk's header", e);
    } finally {
      input.setByteOrder(ByteOrder.BIG_ENDIAN);
    }
  }

  Optional<Place> canvas() {
    return canvas;
  }

  /** Of the first frame of an animation. */
  Optional<Place> frame() {
    return frame;
  }

  Optional<Chunk> lossy() {
    return lossy;
  }

  Optional<Chunk> lossless() {
    return lossless;
  }

  Optional<Chunk> alpha() {
    return alpha;
  }

  Optional<byte[]> profile() throws IOException {
    return bytes(profile, ProfileHeader.MAX_BYTES);
  }

  Optional<byte[]> exif() throws IOException {
    return bytes(exif, MAX_EXIF_BYTES);
  }

  private void walk(long start, long end) throws PictureException, IOException {
    long at = start;
    while (end - at >= 8) {
      input.seek(at);
      int name = input.readInt();
      Chunk chunk = new Chunk(at + 8, input.readUnsignedInt());
      if (chunk.start + chunk.length > end) {
        throw new PictureException("damaged WebP: the chunk at byte " + at + " reaches too far");
      }
      sort(name, chunk);
      at = chunk.start + chunk.length + (chunk.length & 1);
    }
  }

  /** The first of each kind counts; once there is a picture, only what is about it. */
  private void sort(int name, Chunk chunk) throws PictureException, IOException {
    boolean pictured = lossy.isPresent() || lossless.isPresent();
    if (name == VP8X && canvas.isEmpty() && !pictured) {
      input.seek(chunk.start + 4);
      canvas = Optional.of(new Place(0, 0, 1 + read24(), 1 + read24()));
    } else if (name == ANMF && frame.isEmpty() && !pictured && chunk.length >= FRAME_BYTES) {
      input.seek(chunk.start);
      frame = Optional.of(new Place(2 * read24(), 2 * read24(), 1 + read24(), 1 + read24()));
      walk(chunk.start + FRAME_BYTES, chunk.start + chunk.length);
    } else if (name == ALPH && alpha.isEmpty() && !pictured) {
      alpha = Optional.of(chunk);
    } else if (name == VP8 && !pictured) {
      lossy = Optional.of(chunk);
    } else if (name == VP8L && !pictured) {
      lossless = Optional.of(chunk);
    } else if (name == ICCP && profile.isEmpty()) {
      profile = Optional.of(chunk);
    } else if (name == EXIF && exif.isEmpty()) {
      exif = Optional.of(chunk);
    }
  }

  private int read24() throws IOException {
    return input.readUnsignedShort() | (input.readUnsignedByte() << 16);
  }

  private Optional<byte[]> bytes(Optional<Chunk> chunk, int most) throws IOException {
    if (chunk.isEmpty() || chunk.get().length > most) {
      return Optional.empty();
    }
    byte[] bytes = new byte[(int) chunk.get().length];
    input.seek(chunk.get().start);
    input.readFully(bytes);
    return Optional.of(bytes);
  }

  private static int chunk(String name) {
    return name.charAt(0) | (name.charAt(1) << 8) | (name.charAt(2) << 16) | (name.charAt(3) << 24);
  }
}
