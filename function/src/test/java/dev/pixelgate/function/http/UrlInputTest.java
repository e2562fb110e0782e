package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingLog;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.reference.TestingPictures;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are fetched from https URLs. */
class UrlInputTest {
  /** About 1.5 MB: over limits.body. */
  private static final byte[] LARGE = TestingPng.noise(700, 700, 5);

  private static TestingRunner runner;
  private static TestingPictures pictures;
  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    runner = TestingRunner.start();
    pictures = TestingPictures.start(folder);
    gateway = serve(folder, "30 s");
  }

  private static TestingServer serve(Path folder, String upload) {
    return TestingServer.gateway(
        folder,
        pictures.inputs() + "limits: { body: 1 MiB, reference: 2 MiB, upload: " + upload + " }",
        runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    pictures.close();
    runner.close();
  }

  @BeforeEach
  void forget() {
    runner.forget();
    pictures.gives(LARGE);
  }

  @AfterEach
  void leavesNoSpoolBehind() {
    TestingClient.until(Duration.ofSeconds(20), gateway::spooled, List::isEmpty);
  }

  private static TestingForm naming(String path) {
    return new TestingForm().text("prompt", "a cat").text("image", pictures.url(path));
  }

  private static TestingAnswer upscale(String path, String... headers) {
    return TestingClient.upscale(gateway.port(), naming(path), headers);
  }

  /** What is between the image part's head and the next boundary. */
  private static byte[] picture(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return Arrays.copyOfRange(body, text.indexOf("\u0089PNG"), text.indexOf("IEND") + 8);
  }

  @Test
  void pricesAndSendsTheBytesThatWereFetchedOnce() {
    int before = pictures.asked().size();
    TestingAnswer bought = upscale("/secret-name.png?token=secret");

    assertEquals(200, bought.status(), bought::toString);
    assertEquals("0.004900000000 USD", bought.header("Pixelgate-Charge").orElseThrow());
    byte[] sent = runner.next().body();
    assertArrayEquals(LARGE, picture(sent));
    assertTrue(
        new String(sent, StandardCharsets.ISO_8859_1).contains("filename=\"image.png\""),
        "nothing of the URL goes to an orchestrator");
    assertEquals(before + 1, pictures.asked().size());
  }

  @Test
  void isTheSameJobAsThePictureThatIsBrought() {
    byte[] small = TestingPng.plain(8, 8);
    pictures.gives(small);
    String once = "Idempotency-Key: u-1";
    TestingAnswer brought = TestingClient.upscale(gateway.port(), TestingForm.of(small), once);
    TestingAnswer named = upscale("/b.png", once);

    assertEquals(200, brought.status(), brought::toString);
    assertEquals("true", named.header("Idempotency-Replayed").orElse(named.toString()));
    pictures.gives(TestingPng.plain(8, 9));
    TestingAnswer other = upscale("/b.png", once);
    assertEquals("idempotency-conflict", other.code());
  }

  @Test
  void logsNothingOfTheUrl() {
    try (TestingLog log = TestingLog.open()) {
      upscale("/path-secret?query-secret");
      pictures.does(request -> TestingPictures.status(request, 500));
      upscale("/path-secret?query-secret");
      TestingClient.until(Duration.ofSeconds(20), log::requests, lines -> lines.size() == 2);
      assertFalse(log.text().contains("secret"), log::text);
    }
  }

  /** Sends the first half, and the rest never. */
  private static void half(HttpServerRequest request, AtomicBoolean gone) {
    request.connection().closeHandler(closed -> gone.set(true));
    request
        .response()
        .putHeader("Content-Length", Integer.toString(LARGE.length))
        .write(Buffer.buffer(Arrays.copyOf(LARGE, LARGE.length / 2)));
  }

  private static void assertGone(AtomicBoolean gone) {
    assertTrue(TestingClient.until(Duration.ofSeconds(20), gone::get, closed -> closed));
  }

  @Test
  void fetchesNoMoreOfWhatIsRefusedForItsPrice() {
    AtomicBoolean gone = new AtomicBoolean();
    pictures.does(request -> half(request, gone));
    TestingAnswer dear = upscale("/a.png", "Pixelgate-Max-Charge: 0.0001 USD");

    assertEquals(402, dear.status(), dear::toString);
    assertEquals("over-cap", dear.code());
    assertEquals("490000", dear.header("Pixelgate-Pixels").orElseThrow());
    assertGone(gone);
  }

  @Test
  void fetchesOnlyTheHeadOfWhatIsQuoted() {
    AtomicBoolean gone = new AtomicBoolean();
    pictures.does(request -> half(request, gone));
    try (TestingClient client = TestingClient.to(gateway.port())) {
      TestingAnswer quote =
          client
              .send(
                  "POST",
                  "/v1/quotes",
                  naming("/a.png").body(),
                  "Content-Type: " + TestingForm.contentType())
              .answer();
      assertEquals(200, quote.status(), quote::toString);
      assertEquals("0.004900000000 USD", quote.json().getString("charge"));
    }
    assertGone(gone);
  }

  @Test
  void waitsOnlySoLong(@TempDir Path folder) {
    AtomicBoolean gone = new AtomicBoolean();
    pictures.does(request -> half(request, gone));
    try (TestingServer hasty = serve(folder, "1 s")) {
      TestingAnswer late = TestingClient.upscale(hasty.port(), naming("/a.png"));

      assertEquals(504, late.status(), late::toString);
      assertEquals("reference-failed", late.code());
      assertTrue(late.detail().getString("msg").contains("1000 ms"), late::toString);
      assertGone(gone);
      TestingClient.until(Duration.ofSeconds(20), hasty::spooled, List::isEmpty);
    }
    assertEquals(List.of(), runner.received());
  }

  @Test
  void stopsWhenTheClientLeaves() {
    AtomicBoolean gone = new AtomicBoolean();
    pictures.does(request -> half(request, gone));
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.upscale(naming("/a.png"));
      TestingClient.until(Duration.ofSeconds(20), gateway::spooled, files -> !files.isEmpty());
      assertFalse(gone.get());
    }
    assertGone(gone);
    assertEquals(List.of(), runner.received());
  }

  @Test
  void saysThatThePictureBrokeOff() {
    pictures.does(
        request -> {
          request
              .response()
              .putHeader("Content-Length", Integer.toString(LARGE.length))
              .write(Buffer.buffer(Arrays.copyOf(LARGE, LARGE.length / 2)))
              .onComplete(sent -> request.connection().close());
        });
    TestingAnswer broken = upscale("/a.png?secret");

    assertEquals(502, broken.status(), broken::toString);
    assertEquals("reference-failed", broken.code());
    assertFalse(broken.text().contains("secret"), broken::toString);
    assertEquals(List.of(), runner.received());
  }

  @Test
  void takesNoMoreThanTheLimit() {
    pictures.does(
        request ->
            request
                .response()
                .setChunked(true)
                .write(Buffer.buffer(LARGE))
                .compose(sent -> request.response().end(Buffer.buffer(new byte[1 << 20]))));
    TestingAnswer large = upscale("/a.png");

    assertEquals(413, large.status(), large::toString);
    assertEquals(2 << 20, large.detail().getInteger("limit"));
    assertEquals("bytes", large.detail().getString("unit"));
    assertEquals(List.of(), runner.received());
  }

  @Test
  void judgesAPageThatIsNoPicture() {
    pictures.does(request -> request.response().end("<html>sign in</html>"));
    assertEquals("bad-image", upscale("/a.png").code());
  }

  @Test
  void asksNobodyElse() {
    int before = pictures.asked().size();
    TestingForm metadata =
        new TestingForm()
            .text("prompt", "a cat")
            .text("image", "https://169.254.169.254/latest/meta-data/");
    TestingAnswer refused = TestingClient.upscale(gateway.port(), metadata);
    assertEquals(403, refused.status(), refused::toString);
    assertEquals(before, pictures.asked().size());
  }

  @Test
  void asksNobodyForAFormThatIsRefusedAnyway() {
    int before = pictures.asked().size();
    TestingAnswer refused =
        TestingClient.upscale(gateway.port(), naming("/a.png").text("seed", "x"));
    assertEquals(422, refused.status(), refused::toString);
    assertEquals(before, pictures.asked().size());
  }

  /** Whoever brings a file under the name of a URL brings a file. */
  @Test
  void takesAFileForAFile() {
    int before = pictures.asked().size();
    TestingForm file =
        new TestingForm()
            .text("prompt", "a cat")
            .image(pictures.url("/a.png"), "image/png", TestingPng.plain(8, 8));
    assertEquals(200, TestingClient.upscale(gateway.port(), file).status());
    TestingForm both = naming("/a.png").image(TestingPng.plain(8, 8));
    assertEquals(200, TestingClient.upscale(gateway.port(), both).status());
    assertEquals(before, pictures.asked().size());
  }
}
