package dev.pixelgate.runtime.picture;

import io.vertx.core.buffer.Buffer;
import javax.imageio.stream.ImageInputStreamImpl;

/** ImageIO's view of a Vert.x buffer: no copy of the whole, unlike ImageIO's memory cache. */
final class BufferImageInput extends ImageInputStreamImpl {
  private final Buffer bytes;

  BufferImageInput(Buffer bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < bytes.length() ? bytes.getByte((int) streamPos++) & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    bitOffset = 0;
    int count = (int) Math.min(length, bytes.length() - streamPos);
    if (count <= 0) {
      return length == 0 ? 0 : -1;
    }
    int from = (int) streamPos;
    bytes.getBytes(from, from + count, target, offset);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length();
  }
}
