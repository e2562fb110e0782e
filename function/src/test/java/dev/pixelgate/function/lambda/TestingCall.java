package dev.pixelgate.function.lambda;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP/1 request, with the trailers that servers usually drop.
 *
 * @param headers by their names in lower case
 * @param trailers likewise
 */
record TestingCall(
    String method,
    String path,
    Map<String, String> headers,
    byte[] body,
    Map<String, String> trailers) {
  /** Reads one; says that it may go on to who asks. */
  static TestingCall read(InputStream in, OutputStream out) throws IOException {
    String[] first = line(in).split(" ", 3);
    Map<String, String> headers = fields(in);
    if (headers.getOrDefault("expect", "").equals("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new TestingCall(first[0], first[1], headers, exactly(in, length), Map.of());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.writeBytes(exactly(in, size));
      line(in);
    }
    return new TestingCall(first[0], first[1], headers, body.toByteArray(), fields(in));
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static Map<String, String> fields(InputStream in) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return fields;
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("a body ended after " + bytes.length + " of " + size + " bytes");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended in a line: " + line);
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  boolean is(String otherMethod, String otherPath) {
    return method.equals(otherMethod) && path.equals(otherPath);
  }

  /** Empty when there is none. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean isError() {
    return path.endsWith("/error");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonObject json() {
    return new JsonObject(text());
  }

  int status() {
    return prelude().getInteger("statusCode");
  }

  /** A header of the answer that the client would see. */
  String clientHeader(String name) {
    return prelude().getJsonObject("headers").getString(name, "");
  }

  /** The body that the client would see. */
  byte[] clientBody() {
    if (isStreamed()) {
      return text(0, body.length).substring(preludeEnd() + 8).getBytes(StandardCharsets.ISO_8859_1);
    }
    String given = json().getString("body");
    return json().getBoolean("isBase64Encoded")
        ? Base64.getDecoder().decode(given)
        : given.getBytes(StandardCharsets.UTF_8);
  }

  /** The same as JSON. */
  JsonObject clientJson() {
    return new JsonObject(new String(clientBody(), StandardCharsets.UTF_8));
  }

  boolean isStreamed() {
    return header("lambda-runtime-function-response-mode").equals("streaming");
  }

  private JsonObject prelude() {
    return isStreamed() ? new JsonObject(text(0, preludeEnd())) : json();
  }

  private int preludeEnd() {
    return text(0, body.length).indexOf("\0\0\0\0\0\0\0\0");
  }

  private String text(int from, int to) {
    return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return method + " " + path + " " + headers + " " + trailers + " " + text();
  }
}
