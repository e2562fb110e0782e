package dev.pixelgate.runtime.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An ONNX model in memory (ModelProto in onnx.proto). Nothing of it is copied until it is written.
 */
public final class OnnxFile {
  /** The output that {@link #withPixels} adds. */
  public static final String PIXELS = "pixelgate/pixels";

  static final int NODE = 1;
  static final int INITIALIZER = 5;
  static final int INPUT = 11;
  static final int OUTPUT = 12;

  /** Of ValueInfoProto, which declares inputs and outputs. */
  static final int NAME = 1;

  private static final int GRAPH = 7;
  private static final int OPERATOR_SET = 8;
  private static final int DOMAIN = 1;
  private static final int VERSION = 2;

  /** The first version of ONNX's operators that has QuantizeLinear. */
  private static final long PIXELS_SINCE = 10;

  private final List<Field> rest;
  private final Message graph;

  private OnnxFile(List<Field> rest, Message graph) {
    this.rest = rest;
    this.graph = graph;
  }

  /**
   * Reads the outermost fields; whether they make sense is for ONNX Runtime to say.
   *
   * @throws OnnxFormatException when it is no protobuf message
   */
  public static OnnxFile read(byte[] bytes) throws OnnxFormatException {
    List<Field> rest = new ArrayList<>();
    List<Field> graph = new ArrayList<>();
    for (Field field : Message.read(ByteBuffer.wrap(bytes)).fields()) {
      if (field.number() == GRAPH) {
        // Repeated ones are merged, as protobuf says.
        graph.addAll(field.message().fields());
      } else {
        rest.add(field);
      }
    }
    return new OnnxFile(rest, new Message(graph));
  }

  /** Faster on CPUs whose convolutions ONNX Runtime does in blocks of channels; the same output. */
  public OnnxFile withDepthwisePRelu() throws OnnxFormatException {
    return new OnnxFile(rest, DepthwisePRelu.rewrite(graph));
  }

  /**
   * With one more output, {@link #PIXELS}: uint8 {@code [1,height,width,channels]}. A network whose
   * output is not float32 of four dimensions stays as it is, and so does one of operators before
   * version 10, which could not be loaded.
   */
  public OnnxFile withPixels() throws OnnxFormatException {
    return operators() < PIXELS_SINCE ? this : new OnnxFile(rest, PixelOutput.add(graph));
  }

  /** The version of ONNX's own operators, whose domain has no name or this one. */
  private long operators() throws OnnxFormatException {
    long version = 0;
    for (Field field : rest) {
      if (field.number() == OPERATOR_SET) {
        Message set = field.message();
        if (set.text(DOMAIN).isEmpty() || set.text(DOMAIN).equals("ai.onnx")) {
          version = set.last(VERSION).map(Field::number64).orElse(0L);
        }
      }
    }
    return version;
  }

  /** The whole file. */
  public byte[] bytes() {
    List<Field> fields = new ArrayList<>(rest);
    fields.add(Field.of(GRAPH, graph));
    return new Message(fields).bytes().array();
  }
}
