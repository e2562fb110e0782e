package dev.pixelgate.bench;

import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.RuntimeOptions;
import dev.pixelgate.runtime.inference.TensorLoops;
import dev.pixelgate.runtime.onnx.OnnxFile;
import dev.pixelgate.runtime.picture.Bitmap8;
import dev.pixelgate.runtime.picture.PictureReader;
import dev.pixelgate.runtime.picture.PictureSource;
import dev.pixelgate.runtime.picture.PngEncoder;
import io.vertx.core.buffer.Buffer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** What each step from PNG to PNG costs for each megapixel of the result. */
public final class PartBench {
  private static final PictureReader READER = new PictureReader(1L << 28);

  private PartBench() {}

  /** Arguments: published model file, photo, device, threads, rounds, side. */
  public static void main(String[] args) throws Exception {
    TestPicture picture = TestPicture.of(new File(args[1]), Integer.parseInt(args[5]));
    String device = args[2];
    int threads = Integer.parseInt(args[3]);
    OnnxFile published = OnnxFile.read(Files.readAllBytes(Path.of(args[0])));
    OnnxFile file = device.equals("cpu") ? published.withDepthwisePRelu() : published;
    TensorLoops loops = new TensorLoops((Bitmap8) READER.read(picture.source()));
    Bitmap8 result = result(picture, device, threads);
    try (BareNetwork network = new BareNetwork(file.bytes(), device, threads, false)) {
      Map<String, Callable<?>> parts = new LinkedHashMap<>();
      parts.put("decode", () -> READER.read(picture.source()));
      parts.put("copy in", loops::fill);
      parts.put("infer", () -> infer(network, picture));
      parts.put("copy out, bytes", loops::copyPixels);
      parts.put("copy out, floats", loops::copyFloats);
      parts.put("encode", () -> encode(result));
      measure(parts, Integer.parseInt(args[4]), 16 * picture.pixels() / 1e6);
    }
  }

  private static Bitmap8 result(TestPicture picture, String device, int threads) throws Exception {
    RuntimeOptions options = RuntimeOptions.defaults().withDevice(device).withThreads(threads);
    try (RunningRuntime runtime = new RunningRuntime(options, ImageRuntime.EMBEDDED_UPSCALER)) {
      byte[] png = runtime.png(picture);
      return (Bitmap8) READER.read(new PictureSource.InMemory(Buffer.buffer(png)));
    }
  }

  private static Void infer(BareNetwork network, TestPicture picture) throws Exception {
    network.infer(picture.tensor(), picture.side(), picture.side());
    return null;
  }

  private static Void encode(Bitmap8 picture) throws IOException {
    try (PngEncoder encoder =
        new PngEncoder(
            OutputStream.nullOutputStream(), picture.width(), picture.height(), false, 8)) {
      encoder.rows(picture.samples(), 0, picture.height());
      encoder.finish();
    }
    return null;
  }

  private static void measure(Map<String, Callable<?>> parts, int rounds, double megapixels)
      throws Exception {
    Map<String, Costs> costs = new LinkedHashMap<>();
    for (int round = -3; round < rounds; round++) {
      for (Map.Entry<String, Callable<?>> part : parts.entrySet()) {
        Cost cost = Cost.of(part.getValue());
        if (round >= 0) {
          costs.computeIfAbsent(part.getKey(), name -> new Costs()).add(cost);
        }
      }
    }
    costs.forEach(
        (name, cost) ->
            System.out.printf(
                Locale.ROOT,
                "  %-18s ms/Mpx of result: wall %8.1f (best %8.1f)  CPU %8.1f (best %8.1f)%n",
                name,
                cost.wall.median() / megapixels,
                cost.wall.min() / megapixels,
                cost.cpu.median() / megapixels,
                cost.cpu.min() / megapixels));
  }
}
