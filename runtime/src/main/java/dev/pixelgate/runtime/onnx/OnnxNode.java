package dev.pixelgate.runtime.onnx;

import java.util.ArrayList;
import java.util.List;

/** One operator of a graph (NodeProto in onnx.proto). */
final class OnnxNode {
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int OPERATOR = 4;
  private static final int ATTRIBUTE = 5;

  private final Message message;

  private OnnxNode(Message message) {
    this.message = message;
  }

  static OnnxNode read(Field field) throws OnnxFormatException {
    return new OnnxNode(field.message());
  }

  String operator() {
    return message.text(OPERATOR);
  }

  List<String> inputs() {
    return message.texts(INPUT);
  }

  List<String> outputs() {
    return message.texts(OUTPUT);
  }

  /** A new node with one output, as a field of its graph. */
  static Field of(String operator, List<String> inputs, String output, Field... attributes) {
    List<Field> fields = new ArrayList<>();
    inputs.forEach(input -> fields.add(Field.of(INPUT, input)));
    fields.add(Field.of(OUTPUT, output));
    fields.add(Field.of(OPERATOR, operator));
    fields.addAll(List.of(attributes));
    return Field.of(OnnxFile.NODE, new Message(fields));
  }

  /** An attribute that is one whole number. */
  static Field number(String name, long value) {
    return Field.of(ATTRIBUTE, Message.of(Field.of(1, name), Field.of(3, value), Field.of(20, 2)));
  }

  /** An attribute that is a list of whole numbers. */
  static Field numbers(String name, long... values) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of(1, name));
    for (long value : values) {
      fields.add(Field.of(8, value));
    }
    fields.add(Field.of(20, 7));
    return Field.of(ATTRIBUTE, new Message(fields));
  }
}
