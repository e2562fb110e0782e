package dev.pixelgate.runtime.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes each {@code PRelu(x)} with slopes per channel as {@code a * x + (1 - a) * Relu(x)}, both
 * products as 1x1 depthwise convolutions.
 *
 * <p>ONNX Runtime's CPU convolutions work on channels in blocks (NCHWc), which it knows PRelu not
 * to take: before each of the general model's 33 PRelus the tensor is put back into plain NCHW and
 * behind it into blocks again, and PRelu itself is slow there (21 % of the time, the reorders 7 %).
 * Relu and convolutions stay in blocks, and the sum becomes a part of the second convolution. The
 * whole network takes 0.80 of the time at 128x128, all of it at 512x512; the largest difference of
 * an output in 0..1 is 9e-7.
 */
final class DepthwisePRelu {
  /** Other numbers of channels do not fill the blocks, and then it would be slower. */
  private static final int BLOCK = 16;

  private final Map<String, float[]> slopes = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final List<Field> result = new ArrayList<>();

  private DepthwisePRelu() {}

  /** The same graph with every PRelu rewritten that can be. */
  static Message rewrite(Message graph) throws OnnxFormatException {
    DepthwisePRelu rewriting = new DepthwisePRelu();
    rewriting.readSlopes(graph);
    for (Field field : graph.fields()) {
      rewriting.copy(field);
    }
    List<Field> fields = new ArrayList<>();
    for (Field field : rewriting.result) {
      if (!rewriting.isLeftOver(field)) {
        fields.add(field);
      }
    }
    return new Message(fields);
  }

  private void readSlopes(Message graph) throws OnnxFormatException {
    for (Field field : graph.all(OnnxFile.INITIALIZER)) {
      Initializer initializer = Initializer.read(field);
      initializer
          .perChannel()
          .filter(values -> values.length % BLOCK == 0)
          .ifPresent(values -> slopes.put(initializer.name(), values));
    }
    // An initializer that is an input too is only a default.
    for (Field input : graph.all(OnnxFile.INPUT)) {
      slopes.remove(input.message().text(OnnxFile.NAME));
    }
  }

  private void copy(Field field) throws OnnxFormatException {
    if (field.number() == OnnxFile.NODE) {
      OnnxNode node = OnnxNode.read(field);
      Optional<float[]> slope = slope(node);
      if (slope.isPresent()) {
        add(node.inputs().getFirst(), slope.get(), node.outputs().getFirst());
        return;
      }
      used.addAll(node.inputs());
    }
    result.add(field);
  }

  /** The slopes of a PRelu that can be rewritten. */
  private Optional<float[]> slope(OnnxNode node) {
    return node.operator().equals("PRelu")
            && node.inputs().size() == 2
            && node.outputs().size() == 1
        ? Optional.ofNullable(slopes.get(node.inputs().get(1)))
        : Optional.empty();
  }

  private void add(String x, float[] slope, String y) {
    int channels = slope.length;
    float[] rest = new float[channels];
    for (int i = 0; i < channels; i++) {
      rest[i] = 1 - slope[i];
    }
    result.add(Initializer.floats(y + "/slope", slope, channels, 1, 1, 1));
    result.add(Initializer.floats(y + "/rest", rest, channels, 1, 1, 1));
    result.add(OnnxNode.of("Relu", List.of(x), y + "/relu"));
    result.add(convolution(y + "/relu", y + "/rest", y + "/bent", channels));
    result.add(convolution(x, y + "/slope", y + "/straight", channels));
    result.add(OnnxNode.of("Add", List.of(y + "/bent", y + "/straight"), y));
  }

  private static Field convolution(String x, String weights, String y, int channels) {
    return OnnxNode.of(
        "Conv",
        List.of(x, weights),
        y,
        OnnxNode.numbers("kernel_shape", 1, 1),
        OnnxNode.number("group", channels));
  }

  /** Slopes that no node reads any more; ONNX Runtime would warn of them. */
  private boolean isLeftOver(Field field) throws OnnxFormatException {
    if (field.number() != OnnxFile.INITIALIZER) {
      return false;
    }
    String name = Initializer.read(field).name();
    return slopes.containsKey(name) && !used.contains(name);
  }
}
