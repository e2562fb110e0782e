package dev.pixelgate.runtime.model;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A model that repeats each pixel four times along both sides: an upscaler whose result is known to
 * the last bit and that costs next to nothing. Written as the protobuf messages of onnx.proto.
 */
public final class TestingOnnx {
  private static final int FLOAT = 1;
  private static final int STRING = 3;

  private TestingOnnx() {}

  /** A sub-folder with manifest and weights. */
  public static Path add(Path folder, String id, int tile, int border) throws Exception {
    Path model = Files.createDirectories(folder.resolve("nearest-" + tile + "-" + border));
    byte[] weights = nearest();
    Files.write(model.resolve("nearest.onnx"), weights);
    JsonObject file =
        new JsonObject()
            .put("file", "nearest.onnx")
            .put(
                "sha256",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights)));
    JsonObject manifest =
        new JsonObject()
            .put("id", id)
            .put("pipeline", "upscale")
            .put("kind", "esrgan")
            .put("scale", 4)
            .put("tile", tile)
            .put("border", border)
            .put("files", new JsonObject().put("fp32", file))
            .put("licence", "none")
            .put("source", "a test");
    Files.writeString(model.resolve("model.json"), manifest.encode());
    return model;
  }

  /** The ONNX file. */
  public static byte[] nearest() throws IOException {
    return file(resize(), 17);
  }

  /** The same with the operators of 2018. */
  public static byte[] oldNearest() throws IOException {
    byte[] node =
        join(
            text(1, "input"),
            text(1, "scales"),
            text(2, "output"),
            text(4, "Upsample"),
            message(5, attribute("mode", "nearest")));
    return file(node, 9);
  }

  private static byte[] resize() throws IOException {
    return join(
        text(1, "input"),
        text(1, ""),
        text(1, "scales"),
        text(2, "output"),
        text(4, "Resize"),
        message(5, attribute("mode", "nearest")),
        message(5, attribute("coordinate_transformation_mode", "asymmetric")),
        message(5, attribute("nearest_mode", "floor")));
  }

  private static byte[] file(byte[] node, int operators) throws IOException {
    byte[] graph =
        join(
            message(1, node),
            text(2, "nearest"),
            message(5, scales()),
            message(11, value("input", "h", "w")),
            message(12, value("output", "h4", "w4")));
    return join(
        number(1, 8), message(7, graph), message(8, join(text(1, ""), number(2, operators))));
  }

  private static byte[] scales() throws IOException {
    ByteBuffer factors = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    factors.putFloat(1).putFloat(1).putFloat(4).putFloat(4);
    return join(number(1, 4), number(2, FLOAT), text(8, "scales"), message(9, factors.array()));
  }

  private static byte[] attribute(String name, String value) throws IOException {
    return join(text(1, name), text(4, value), number(20, STRING));
  }

  private static byte[] value(String name, String height, String width) throws IOException {
    byte[] shape =
        join(
            message(1, number(1, 1)),
            message(1, number(1, 3)),
            message(1, text(2, height)),
            message(1, text(2, width)));
    byte[] tensor = join(number(1, FLOAT), message(2, shape));
    return join(text(1, name), message(2, message(1, tensor)));
  }

  private static byte[] text(int field, String text) throws IOException {
    return message(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int field, byte[] bytes) throws IOException {
    return join(varint(field << 3 | 2), varint(bytes.length), bytes);
  }

  private static byte[] number(int field, int value) throws IOException {
    return join(varint(field << 3), varint(value));
  }

  private static byte[] varint(int value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int rest = value;
    while (rest > 127) {
      bytes.write(rest & 127 | 128);
      rest >>= 7;
    }
    bytes.write(rest);
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }
}
