package dev.pixelgate.router.livepeer;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A message in gRPC's frame: a byte that says whether it is compressed, its length in 4 bytes, the
 * message. Collects one as it arrives, and keeps no more than the limit.
 */
final class GrpcFrame {
  private static final int HEAD = 5;
  private static final int COMPRESSED = 1;

  private final int mostBytes;
  private final Buffer taken = Buffer.buffer();

  /** Up to so many bytes of message. */
  GrpcFrame(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** This message, framed. */
  static Buffer of(byte[] message) {
    return Buffer.buffer(HEAD + message.length)
        .appendByte((byte) 0)
        .appendInt(message.length)
        .appendBytes(message);
  }

  /** The next bytes; what is wrong with them, as a phrase, or nothing. */
  Optional<String> take(Buffer chunk) {
    if (taken.length() + chunk.length() > HEAD + mostBytes) {
      return Optional.of("answered more than " + mostBytes + " bytes");
    }
    taken.appendBuffer(chunk);
    return taken.length() < HEAD ? Optional.empty() : wrongHead();
  }

  private Optional<String> wrongHead() {
    int flag = taken.getByte(0);
    long length = taken.getUnsignedInt(1);
    if (flag == COMPRESSED) {
      return Optional.of("answered a compressed message");
    }
    if (flag != 0 || taken.length() > HEAD + length) {
      return Optional.of("answered something that is not one gRPC message");
    }
    return length > mostBytes
        ? Optional.of("answered more than " + mostBytes + " bytes")
        : Optional.empty();
  }

  /** The message, when all of it and nothing else has come. */
  Optional<Buffer> message() {
    return taken.length() >= HEAD && taken.length() == HEAD + taken.getUnsignedInt(1)
        ? Optional.of(taken.slice(HEAD, taken.length()))
        : Optional.empty();
  }
}
