package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One connection of a client that sends exactly the bytes it is told to. */
public final class TestingClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private TestingClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects to this machine. */
  public static TestingClient to(int port) {
    try {
      return over(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the server this long for each next byte of an answer. */
  public TestingClient patient(Duration silence) {
    try {
      socket.setSoTimeout((int) silence.toMillis());
      return this;
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes over a connected socket. */
  public static TestingClient over(Socket socket) throws IOException {
    return new TestingClient(socket);
  }

  /** One request on a connection of its own. */
  public static TestingAnswer once(int port, String method, String path, String... headers) {
    try (TestingClient client = to(port)) {
      return client.send(method, path, new byte[0], headers).answer(method.equals("HEAD"));
    }
  }

  /** GET on a connection of its own. */
  public static TestingAnswer get(int port, String path, String... headers) {
    return once(port, "GET", path, headers);
  }

  /** GET of an absolute URL on this machine. */
  public static TestingAnswer get(String url) {
    URI uri = URI.create(url);
    return get(uri.getPort(), uri.getRawPath());
  }

  /** Asks again and again until this is said; fails when it never is. */
  public static <T> T until(Duration limit, Supplier<T> question, Predicate<T> enough) {
    long end = System.nanoTime() + limit.toNanos();
    T answer = question.get();
    while (!enough.test(answer)) {
      assertTrue(System.nanoTime() < end, "not said within " + limit + ", but " + answer);
      answer = question.get();
    }
    return answer;
  }

  /** POSTs this form to {@code /upscale} on a connection of its own. */
  public static TestingAnswer upscale(int port, TestingForm form, String... headers) {
    try (TestingClient client = to(port)) {
      return client.upscale(form, headers).answer();
    }
  }

  /** Sends this form to {@code /upscale}. */
  public TestingClient upscale(TestingForm form, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Content-Type: " + TestingForm.contentType();
    return send("POST", "/upscale", form.body(), all);
  }

  /** Sends a whole request; a POST or PUT with its length. */
  public TestingClient send(String method, String path, byte[] body, String... headers) {
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: gate.test\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (method.equals("POST") || method.equals("PUT")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    return write(request.toByteArray());
  }

  /** Sends these bytes. */
  public TestingClient write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends this text. */
  public TestingClient write(String text) {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The next answer. */
  public TestingAnswer answer() {
    return answer(false);
  }

  /** The next answer, to a HEAD or to anything else. */
  public TestingAnswer answer(boolean head) {
    try {
      return TestingAnswer.read(in, head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server closes, and sends nothing before. */
  public boolean isClosedByServer() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
