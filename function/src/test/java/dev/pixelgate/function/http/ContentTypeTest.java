package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content types as clients may write them, of the body and of its parts. */
class ContentTypeTest {
  private static final byte[] PICTURE = TestingPng.plain(64, 64);
  private static final String BOUNDARY =
      TestingForm.contentType().replace("multipart/form-data; boundary=", "");

  private static TestingRunner runner;
  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    gateway = TestingServer.gateway(folder, "", runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  @BeforeEach
  void forget() {
    runner.forget();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; charset=UTF-8; boundary=%s",
        "multipart/form-data; charset=utf-8; x=y; boundary=%s",
        "multipart/form-data; x=y; z=w; boundary=%s",
        "multipart/form-data; boundary=%s; x=y; charset=utf-8",
        "multipart/form-data; boundary=\"%s\"; charset=\"utf-8\"",
        "multipart/form-data;boundary=%s;",
        "multipart/form-data ; Boundary = %s",
        "Multipart/Form-Data; boundary=%s",
        "multipart/form-data; x=\"; boundary=no\"; boundary=%s"
      })
  void ofTheBodyMayHaveMoreThanABoundary(String type) {
    byte[] body = TestingForm.of(PICTURE).body();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      TestingAnswer answer =
          client
              .send("POST", "/upscale", body, "Content-Type: " + type.formatted(BOUNDARY))
              .answer();
      assertEquals(200, answer.status(), answer::toString);
    }
  }

  /** The first is no charset that exists, the others can be none: these closed the connection. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"bogus", "b@d", "\"\"", "``", "utf 8"})
  void ofAPartWithAnUnknownCharsetIsABadRequest(String charset) {
    String typed = "Content-Type: text/plain; charset=" + charset + "\r\n";
    TestingForm inText =
        new TestingForm()
            .image(PICTURE)
            .part("form-data; name=\"prompt\"", typed, "a cat".getBytes(StandardCharsets.UTF_8));
    TestingForm inFile =
        new TestingForm()
            .text("prompt", "a cat")
            .image("a.png", "image/png; charset=" + charset, PICTURE);

    assertBadRequest(TestingClient.upscale(gateway.port(), inText));
    assertBadRequest(TestingClient.upscale(gateway.port(), inFile));
    assertEquals(0, runner.received().size());
  }

  private static void assertBadRequest(TestingAnswer answer) {
    assertEquals(400, answer.status(), answer::toString);
    assertEquals("bad-request", answer.code());
  }
}
