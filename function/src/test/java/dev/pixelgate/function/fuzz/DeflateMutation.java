package dev.pixelgate.function.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Changes what is inside a PNG's deflated streams and deflates it again, so that the checksums of
 * chunk and stream are right and the change is met by whoever uses the contents.
 */
final class DeflateMutation implements Mutation {
  private static final int MOST_BYTES = 1 << 17;
  private static final List<String> WITH_NAME = List.of("iCCP", "zTXt");

  private final Png png = new Png();

  @Override
  public byte[] apply(byte[] file, byte[] donor, Draw draw) {
    List<byte[]> parts = png.split(file);
    List<Integer> deflated = deflated(parts);
    if (deflated.isEmpty()) {
      return file;
    }
    int at = draw.of(deflated);
    String type = Png.type(parts.get(at));
    byte[] data = data(parts.get(at));
    int start = WITH_NAME.contains(type) ? streamStart(data) : 0;
    byte[] stream = Arrays.copyOfRange(data, Math.min(start, data.length), data.length);
    byte[] contents = ByteMutation.any(inflate(stream), donor, draw);
    byte[] changed =
        Bytes.replace(data, Math.min(start, data.length), deflate(contents, draw), data.length);
    parts.set(at, png.chunk(type, changed));
    return Bytes.join(parts);
  }

  /** Only the first IDAT chunk: further ones would follow the new stream's end. */
  private static List<Integer> deflated(List<byte[]> parts) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String type = Png.type(parts.get(i));
      if (type.equals("IDAT") || WITH_NAME.contains(type)) {
        indices.add(i);
      }
    }
    return indices;
  }

  private static byte[] data(byte[] part) {
    return Arrays.copyOfRange(part, 8, part.length - 4);
  }

  /** Behind a name, its 0 and the byte for the method. */
  private static int streamStart(byte[] data) {
    int at = 0;
    while (at < data.length && data[at] != 0) {
      at++;
    }
    return at + 2;
  }

  private static byte[] inflate(byte[] stream) {
    byte[] out = new byte[MOST_BYTES];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stream);
      return Arrays.copyOf(out, inflater.inflate(out));
    } catch (DataFormatException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }

  private static byte[] deflate(byte[] contents, Draw draw) {
    Deflater deflater = new Deflater(draw.below(10));
    try {
      deflater.setInput(contents);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] block = new byte[4096];
      while (!deflater.finished()) {
        out.write(block, 0, deflater.deflate(block));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
