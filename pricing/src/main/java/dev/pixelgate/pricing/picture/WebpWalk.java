package dev.pixelgate.pricing.picture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Walks a WebP file chunk by chunk up to the size that its RIFF header gives (RFC 9649). The size
 * is the canvas of an extended file, and the frame's otherwise. Pixels are not decoded, and an
 * animation's frames not looked at. What stands behind the RIFF size is not looked at either, and
 * padding may be missing at the very end.
 */
final class WebpWalk extends FieldWalk {
  private static final int CHUNK_HEADER = 8;
  private static final int EXTENDED_BYTES = 10;
  private static final int LOSSY_BYTES = 10;
  private static final int LOSSLESS_BYTES = 5;
  private static final int ANIMATION_FLAG = 0x02;

  /** A frame's place and time, and the header of a chunk with its pixels. */
  private static final int MIN_FRAME_BYTES = 16 + CHUNK_HEADER;

  private long riffEnd = 12;
  private String chunk = "";
  private long chunkAt;
  private long chunkLength;
  private long chunkEnd;
  private boolean animated;
  private boolean pixels;

  WebpWalk() {
    read(12, this::riff);
  }

  @Override
  String awaited() {
    return "the end of its RIFF container at byte " + riffEnd;
  }

  private void riff() {
    long size = LittleEndian.uint32(field(), 4);
    riffEnd = CHUNK_HEADER + size;
    if (!text(0).equals("RIFF") || !text(8).equals("WEBP")) {
      fail("its first 12 bytes are not a WebP signature");
    } else if (size < 4 + CHUNK_HEADER) {
      fail("its RIFF size of %d bytes has no room for a picture".formatted(size));
    } else {
      read(CHUNK_HEADER, this::beginChunk);
    }
  }

  private void beginChunk() {
    chunk = text(0);
    chunkAt = position() - CHUNK_HEADER;
    chunkLength = LittleEndian.uint32(field(), 4);
    long dataEnd = position() + chunkLength;
    chunkEnd = Math.min(riffEnd, dataEnd + (chunkLength & 1));
    if (dataEnd > riffEnd) {
      failChunk("its length of %d bytes reaches beyond the RIFF size".formatted(chunkLength));
      return;
    }
    switch (chunk) {
      case "VP8X" -> readPart(picture().isEmpty(), EXTENDED_BYTES, this::extended);
      case "VP8 " -> readPart(!animated && !pixels, LOSSY_BYTES, this::lossy);
      case "VP8L" -> readPart(!animated && !pixels, LOSSLESS_BYTES, this::lossless);
      case "ANMF" -> frame();
      default -> passOver();
    }
  }

  private void readPart(boolean wanted, int length, Runnable step) {
    if (!wanted) {
      passOver();
    } else if (chunkLength < length) {
      failChunk("its length of %d bytes is under %d".formatted(chunkLength, length));
    } else {
      read(length, step);
    }
  }

  private void frame() {
    pixels |= animated && chunkLength >= MIN_FRAME_BYTES;
    passOver();
  }

  private void extended() {
    animated = (field()[0] & ANIMATION_FLAG) != 0;
    int width = 1 + LittleEndian.uint24(field(), 4);
    int height = 1 + LittleEndian.uint24(field(), 7);
    found(new Picture(PictureFormat.WEBP, width, height));
    passOver();
  }

  /** A frame header of RFC 6386, section 9.1: tag, start code, 14 bits of width and of height. */
  private void lossy() {
    int tag = LittleEndian.uint24(field(), 0);
    int start = LittleEndian.uint24(field(), 3);
    if ((tag & 1) != 0 || start != 0x2a019d) {
      failChunk("its pixels do not begin with a key frame");
    } else if (tag >> 5 >= chunkLength) {
      failChunk("its first partition of %d bytes is larger than itself".formatted(tag >> 5));
    } else {
      judge(LittleEndian.uint16(field(), 6) & 0x3fff, LittleEndian.uint16(field(), 8) & 0x3fff);
    }
  }

  /** RFC 9649, section 3.4: a signature byte, 14 bits of width and of height less one. */
  private void lossless() {
    int sizes = LittleEndian.int32(field(), 1);
    if (field()[0] != 0x2f || sizes >>> 29 != 0) {
      failChunk("its pixels do not begin as lossless ones do");
    } else {
      judge(1 + (sizes & 0x3fff), 1 + (sizes >> 14 & 0x3fff));
    }
  }

  private void judge(int width, int height) {
    if (width == 0 || height == 0) {
      failChunk("its size is %dx%d pixels".formatted(width, height));
      return;
    }
    Picture frame = new Picture(PictureFormat.WEBP, width, height);
    if (!picture().orElse(frame).equals(frame)) {
      failChunk(
          "its size is %dx%d pixels, the canvas is %dx%d"
              .formatted(width, height, picture().get().width(), picture().get().height()));
      return;
    }
    pixels = true;
    found(frame);
    passOver();
  }

  private void passOver() {
    if (picture().isEmpty()) {
      failChunk("it stands where a picture's header must");
      return;
    }
    skip(chunkEnd - position(), this::endChunk);
  }

  private void endChunk() {
    long left = riffEnd - position();
    if (left >= CHUNK_HEADER) {
      read(CHUNK_HEADER, this::beginChunk);
    } else {
      skip(left, this::endFile);
    }
  }

  private void endFile() {
    if (pixels) {
      end();
    } else {
      fail("its RIFF container ends at byte " + riffEnd + " without any pixels");
    }
  }

  private void failChunk(String problem) {
    String name =
        chunk.matches("[A-Za-z0-9 ]{4}")
            ? chunk.strip()
            : HexFormat.of().formatHex(chunk.getBytes(StandardCharsets.ISO_8859_1));
    fail("chunk %s at byte %d: %s".formatted(name, chunkAt, problem));
  }

  private String text(int at) {
    return new String(field(), at, 4, StandardCharsets.ISO_8859_1);
  }
}
