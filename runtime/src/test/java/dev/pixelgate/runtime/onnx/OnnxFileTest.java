package dev.pixelgate.runtime.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX Runtime makes of the results is NetworkTest's. */
class OnnxFileTest {
  private static final String UPSCALER = "realesr-general-x4v3/realesr-general-x4v3-w16.onnx";
  private static final String CLASSIFIER = "nsfw-mobilenetv2/nsfw-mobilenetv2-w8.onnx";

  @ParameterizedTest
  @ValueSource(strings = {UPSCALER, CLASSIFIER})
  void writesWhatItReads(String name) throws Exception {
    byte[] file = model(name);
    byte[] written = OnnxFile.read(file).bytes();
    // The graph moves behind the other fields.
    assertEquals(file.length, written.length);
    assertEquals(graph(file).bytes(), graph(written).bytes());
    assertArrayEquals(written, OnnxFile.read(written).bytes());
  }

  @Test
  void writesEveryPReluAsTwoConvolutions() throws Exception {
    byte[] file = model(UPSCALER);
    byte[] rewritten = OnnxFile.read(file).withDepthwisePRelu().bytes();
    assertEquals(33, count(file, "PRelu"));
    assertEquals(34, count(file, "Conv"));
    assertEquals(0, count(rewritten, "PRelu"));
    assertEquals(34 + 2 * 33, count(rewritten, "Conv"));
    assertEquals(33, count(rewritten, "Relu"));
  }

  @Test
  void leavesNoSlopeThatNobodyReads() throws Exception {
    Message graph = graph(OnnxFile.read(model(UPSCALER)).withDepthwisePRelu().bytes());
    List<String> read = new ArrayList<>();
    for (Field node : graph.all(OnnxFile.NODE)) {
      read.addAll(OnnxNode.read(node).inputs());
    }
    for (Field initializer : graph.all(OnnxFile.INITIALIZER)) {
      String name = Initializer.read(initializer).name();
      assertTrue(read.contains(name), name);
    }
  }

  /** One slope for all channels is not what blocks of channels want; it stays. */
  @Test
  void leavesOtherPRelusAsTheyAre() throws Exception {
    Message graph =
        Message.of(
            Initializer.floats("one", new float[] {0.1f}, 1, 1, 1),
            Initializer.floats("five", new float[5], 5, 1, 1),
            Initializer.floats("flat", new float[16], 16),
            OnnxNode.of("PRelu", List.of("a", "one"), "b"),
            OnnxNode.of("PRelu", List.of("b", "five"), "c"),
            OnnxNode.of("PRelu", List.of("c", "flat"), "d"),
            OnnxNode.of("PRelu", List.of("d", "computed"), "e"));
    assertEquals(graph.bytes(), DepthwisePRelu.rewrite(graph).bytes());
  }

  @Test
  void addsPixelsToPicturesOnly() throws Exception {
    OnnxFile classifier = OnnxFile.read(model(CLASSIFIER));
    assertArrayEquals(classifier.bytes(), classifier.withPixels().bytes());
    Message graph = graph(OnnxFile.read(model(UPSCALER)).withPixels().bytes());
    List<String> outputs = new ArrayList<>();
    for (Field output : graph.all(OnnxFile.OUTPUT)) {
      outputs.add(output.message().text(OnnxFile.NAME));
    }
    assertEquals(List.of("output", OnnxFile.PIXELS), outputs);
  }

  @Test
  void mergesAGraphThatComesInParts() throws Exception {
    Message first = Message.of(OnnxNode.of("Relu", List.of("a"), "b"));
    Message second = Message.of(OnnxNode.of("Relu", List.of("b"), "c"));
    byte[] parts = Message.of(Field.of(7, first), Field.of(7, second)).bytes().array();
    assertEquals(2, count(OnnxFile.read(parts).bytes(), "Relu"));
  }

  @Test
  void refusesDamagedFilesWithoutSurprises() throws Exception {
    byte[] file = Arrays.copyOf(model(UPSCALER), 20_000);
    assertThrows(OnnxFormatException.class, () -> OnnxFile.read(file));
    long seed = 20261125;
    Random random = new Random(seed);
    byte[] whole = model(UPSCALER);
    int refused = 0;
    for (int round = 0; round < 80; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 20; i++) {
        damaged[random.nextInt(round < 40 ? 200 : damaged.length)] = (byte) random.nextInt();
      }
      try {
        OnnxFile.read(damaged).withPixels().withDepthwisePRelu().bytes();
      } catch (OnnxFormatException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " round " + round, e);
      }
    }
    assertTrue(refused > 0);
  }

  private static byte[] model(String name) throws IOException {
    return Files.readAllBytes(Path.of("src/main/resources/models", name));
  }

  private static Message graph(byte[] file) throws OnnxFormatException {
    return Message.read(ByteBuffer.wrap(file)).last(7).orElseThrow().message();
  }

  private static long count(byte[] file, String operator) throws OnnxFormatException {
    List<Field> nodes = graph(file).all(OnnxFile.NODE);
    List<String> operators = new ArrayList<>();
    for (Field node : nodes) {
      operators.add(OnnxNode.read(node).operator());
    }
    return operators.stream()
        .collect(Collectors.groupingBy(o -> o, Collectors.counting()))
        .getOrDefault(operator, 0L);
  }
}
