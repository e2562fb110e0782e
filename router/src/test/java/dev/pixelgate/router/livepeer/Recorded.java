package dev.pixelgate.router.livepeer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Bytes that real gateways and orchestrators sent. */
final class Recorded {
  private Recorded() {}

  static byte[] bytes(String name) {
    try (InputStream in = Recorded.class.getResourceAsStream("recorded/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <M> M message(String name, Parser<M> parser) {
    try {
      return parser.parseFrom(bytes(name));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
