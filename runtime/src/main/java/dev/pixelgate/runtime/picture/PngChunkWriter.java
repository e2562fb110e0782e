package dev.pixelgate.runtime.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes a PNG's signature and chunks. */
final class PngChunkWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final OutputStream output;

  PngChunkWriter(OutputStream output) {
    this.output = output;
  }

  void signature() throws IOException {
    output.write(SIGNATURE);
  }

  /**
   * Writes one chunk.
   *
   * @param type four ASCII letters
   * @param length how much of {@code data} is written, from its start
   */
  void chunk(String type, byte[] data, int length) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    output.write(ByteBuffer.allocate(8).putInt(length).put(name).array());
    output.write(data, 0, length);
    output.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** Ends the file; the stream is flushed, not closed. */
  void end() throws IOException {
    chunk("IEND", new byte[0], 0);
    output.flush();
  }
}
