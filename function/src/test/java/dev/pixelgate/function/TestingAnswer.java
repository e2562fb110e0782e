package dev.pixelgate.function;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP/1 answer, byte for byte.
 *
 * @param version such as {@code HTTP/1.1}
 * @param head every header line as it came
 */
public record TestingAnswer(String version, int status, List<String> head, byte[] body) {
  /** Reads one answer; {@code bodiless} for the answer to a HEAD. */
  static TestingAnswer read(InputStream in, boolean bodiless) throws IOException {
    String[] first = line(in).split(" ", 3);
    int status = Integer.parseInt(first[1]);
    List<String> head = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.add(line);
    }
    TestingAnswer answer = new TestingAnswer(first[0], status, head, new byte[0]);
    boolean none = bodiless || status == 204 || status == 304;
    return new TestingAnswer(first[0], status, head, none ? new byte[0] : answer.readBody(in));
  }

  private byte[] readBody(InputStream in) throws IOException {
    if (header("Transfer-Encoding").orElse("").equals("chunked")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
        all.writeBytes(exactly(in, size));
        line(in);
      }
      line(in);
      return all.toByteArray();
    }
    Optional<String> length = header("Content-Length");
    return length.isPresent() ? exactly(in, Integer.parseInt(length.get())) : in.readAllBytes();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer ended after " + bytes.length + " of " + size + " bytes");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended in the answer's head: " + line);
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** A header's value; the only one, or the first. */
  public Optional<String> header(String name) {
    return head.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as JSON. */
  public JsonObject json() {
    return new JsonObject(text());
  }

  /** {@code detail} of a failure. */
  public JsonObject detail() {
    return json().getJsonObject("detail");
  }

  /** {@code detail.code} of a failure. */
  public String code() {
    return detail().getString("code");
  }

  /** The first image of a success. */
  public JsonObject image() {
    return json().getJsonArray("images").getJsonObject(0);
  }

  /** Status and body, for messages. */
  @Override
  public String toString() {
    return status + " " + head + " " + text();
  }
}
