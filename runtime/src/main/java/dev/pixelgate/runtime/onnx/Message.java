package dev.pixelgate.runtime.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A protobuf message: its fields in their order, also those that nobody here knows. */
record Message(List<Field> fields) {
  Message {
    fields = List.copyOf(fields);
  }

  static Message of(Field... fields) {
    return new Message(List.of(fields));
  }

  /** Shares the bytes. */
  static Message read(ByteBuffer bytes) throws OnnxFormatException {
    List<Field> fields = new ArrayList<>();
    try {
      while (bytes.hasRemaining()) {
        fields.add(readField(bytes));
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new OnnxFormatException("not an ONNX file: a field of it is cut off");
    }
    return new Message(fields);
  }

  private static Field readField(ByteBuffer bytes) throws OnnxFormatException {
    long tag = Field.getVarint(bytes);
    int type = (int) (tag & 7);
    long length =
        switch (type) {
          case Field.VARINT -> varintLength(bytes);
          case Field.FIXED_64 -> Long.BYTES;
          case Field.BYTES -> Field.getVarint(bytes);
          case Field.FIXED_32 -> Integer.BYTES;
          default -> throw new OnnxFormatException("not an ONNX file: wire type " + type);
        };
    if (length < 0 || length > bytes.remaining()) {
      throw new OnnxFormatException(
          "not an ONNX file: a field of "
              + length
              + " bytes where "
              + bytes.remaining()
              + " are left");
    }
    ByteBuffer value = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return new Field((int) (tag >>> 3), type, value);
  }

  private static int varintLength(ByteBuffer bytes) {
    ByteBuffer ahead = bytes.duplicate();
    Field.getVarint(ahead);
    return ahead.position() - bytes.position();
  }

  /** Those of this number. */
  List<Field> all(int number) {
    return fields.stream().filter(field -> field.number() == number).toList();
  }

  /** The texts of this number. */
  List<String> texts(int number) {
    return all(number).stream().map(Field::text).toList();
  }

  /** The text of this number; empty when there is none, as protobuf says. */
  String text(int number) {
    return last(number).map(Field::text).orElse("");
  }

  /** The last of this number, which is the one that counts. */
  Optional<Field> last(int number) {
    return all(number).stream().reduce((earlier, later) -> later);
  }

  /** In the wire format. */
  ByteBuffer bytes() {
    int size = 0;
    for (Field field : fields) {
      size = Math.addExact(size, field.size());
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    fields.forEach(field -> field.putTo(bytes));
    return bytes.flip();
  }
}
