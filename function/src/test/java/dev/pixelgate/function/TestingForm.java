package dev.pixelgate.function;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart body, part by part as a test wants it. */
public final class TestingForm {
  private static final String BOUNDARY = "----formdata-undici-010017131297";

  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

  /** The smallest good form for this picture, image last. */
  public static TestingForm of(byte[] picture) {
    return new TestingForm().text("prompt", "a cat").image(picture);
  }

  /** A text part as browsers and all published clients send it: no type, UTF-8. */
  public TestingForm text(String name, String value) {
    return part("form-data; name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
  }

  /** The image as bytes of no known type, named {@code blob}. */
  public TestingForm image(byte[] picture) {
    return image("blob", "application/octet-stream", picture);
  }

  /** The image with a file name, which is put between the quotes as it is, and a type. */
  public TestingForm image(String fileName, String type, byte[] picture) {
    return file("image", fileName, type, picture);
  }

  /** A file part. */
  public TestingForm file(String name, String fileName, String type, byte[] bytes) {
    return part(
        "form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"",
        "Content-Type: " + type + "\r\n",
        bytes);
  }

  /** Any part. */
  public TestingForm part(String disposition, String headers, byte[] content) {
    raw("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n" + headers + "\r\n");
    parts.writeBytes(content);
    return raw("\r\n");
  }

  /** Bytes that a client should not send there. */
  public TestingForm raw(String text) {
    parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The parts so far and the end. */
  public byte[] body() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(parts.toByteArray());
    all.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return all.toByteArray();
  }

  /** The parts so far, without an end. */
  public byte[] unfinished() {
    return parts.toByteArray();
  }

  /** The header that goes with it. */
  public static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }
}
