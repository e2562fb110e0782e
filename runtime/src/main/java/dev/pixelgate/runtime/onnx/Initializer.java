package dev.pixelgate.runtime.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A constant of a graph (TensorProto in onnx.proto). */
final class Initializer {
  static final int FLOAT = 1;
  static final int UINT8 = 2;

  private static final int DIMENSION = 1;
  private static final int TYPE = 2;
  private static final int NAME = 8;
  private static final int RAW = 9;

  private final Message message;

  private Initializer(Message message) {
    this.message = message;
  }

  static Initializer read(Field field) throws OnnxFormatException {
    return new Initializer(field.message());
  }

  String name() {
    return message.text(NAME);
  }

  /** Its values when it is a float32 {@code [n,1,1]} and they are stored as plain bytes. */
  Optional<float[]> perChannel() {
    List<Long> dimensions = message.all(DIMENSION).stream().map(Field::number64).toList();
    boolean floats = message.last(TYPE).map(Field::number64).orElse(0L) == FLOAT;
    Optional<Field> raw = message.last(RAW);
    if (!floats || raw.isEmpty() || dimensions.size() != 3) {
      return Optional.empty();
    }
    FloatBuffer buffer = raw.get().bytes().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return dimensions.equals(List.of((long) values.length, 1L, 1L))
        ? Optional.of(values)
        : Optional.empty();
  }

  /** A new float32 constant, as a field of its graph. */
  static Field floats(String name, float[] values, long... shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return of(name, FLOAT, raw, shape);
  }

  /** A new uint8 constant without dimensions, as a field of its graph. */
  static Field uint8(String name, int value) {
    return of(name, UINT8, ByteBuffer.wrap(new byte[] {(byte) value}));
  }

  private static Field of(String name, int type, ByteBuffer raw, long... shape) {
    List<Field> fields = new ArrayList<>();
    for (long side : shape) {
      fields.add(Field.of(DIMENSION, side));
    }
    fields.add(Field.of(TYPE, type));
    fields.add(Field.of(NAME, name));
    fields.add(Field.of(RAW, raw));
    return Field.of(OnnxFile.INITIALIZER, new Message(fields));
  }
}
