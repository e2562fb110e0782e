package dev.pixelgate.runtime.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds an output of bytes to a network whose float32 output is NCHW in 0..1: uint8 {@code
 * [1,height,width,channels]}, clamped and rounded to 0..255.
 *
 * <p>QuantizeLinear does both in one pass: {@code x / (1/255)}, rounded to the nearest, clamped. 47
 * of 3 million random values differ by one from {@code floor(255 * x + 0.5)}.
 */
final class PixelOutput {
  private static final String SCALE = OnnxFile.PIXELS + "/scale";
  private static final String ZERO = OnnxFile.PIXELS + "/zero";
  private static final String PLANES = OnnxFile.PIXELS + "/planes";
  private static final int TYPE = 2;

  private PixelOutput() {}

  /** The same graph with one more output, when its only one is a float32 of four dimensions. */
  static Message add(Message graph) throws OnnxFormatException {
    List<Field> outputs = graph.all(OnnxFile.OUTPUT);
    if (outputs.size() != 1 || !isPicture(outputs.getFirst().message())) {
      return graph;
    }
    String output = outputs.getFirst().message().text(OnnxFile.NAME);
    List<Field> fields = new ArrayList<>(graph.fields());
    fields.add(Initializer.floats(SCALE, new float[] {1 / 255f}));
    fields.add(Initializer.uint8(ZERO, 0));
    fields.add(OnnxNode.of("QuantizeLinear", List.of(output, SCALE, ZERO), PLANES));
    fields.add(
        OnnxNode.of(
            "Transpose", List.of(PLANES), OnnxFile.PIXELS, OnnxNode.numbers("perm", 0, 2, 3, 1)));
    fields.add(declaration());
    return new Message(fields);
  }

  /** ValueInfoProto.type, TypeProto.tensor_type, its elem_type and the dims of its shape. */
  private static boolean isPicture(Message output) throws OnnxFormatException {
    Optional<Field> type = output.last(TYPE);
    Optional<Field> tensor = type.isEmpty() ? type : type.get().message().last(1);
    if (tensor.isEmpty()) {
      return false;
    }
    Message tensorType = tensor.get().message();
    long element = tensorType.last(1).map(Field::number64).orElse(0L);
    Optional<Field> shape = tensorType.last(2);
    return element == Initializer.FLOAT
        && shape.isPresent()
        && shape.get().message().all(1).size() == 4;
  }

  private static Field declaration() {
    Message tensor = Message.of(Field.of(1, Initializer.UINT8));
    return Field.of(
        OnnxFile.OUTPUT,
        Message.of(
            Field.of(OnnxFile.NAME, OnnxFile.PIXELS),
            Field.of(TYPE, Message.of(Field.of(1, tensor)))));
  }
}
