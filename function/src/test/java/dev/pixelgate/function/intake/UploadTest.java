package dev.pixelgate.function.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.TestingTiff;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as they come over the network: large, slow, cut, refused half-way. */
class UploadTest {
  private static final int MIB = 1 << 20;
  private static final byte[] SMALL = TestingPng.plain(8, 8);

  /** About 4.3 MB: far over what stays in memory. */
  private static final byte[] LARGE = TestingPng.noise(1200, 1200, 5);

  private static TestingRunner runner;
  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder, "limits: { body: 5 MiB, upload: 2 s }", runner.entry("r", "1.0e-8 USD/px"));
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

  @AfterEach
  void leavesNoSpoolBehind() {
    eventually(() -> gateway.spooled().isEmpty());
  }

  private static void eventually(BooleanSupplier state) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "the state did not come: " + gateway.spooled());
      Thread.onSpinWait();
    }
  }

  private static void head(TestingClient client, String framing) {
    client.write(
        "POST /upscale HTTP/1.1\r\nHost: gate.test\r\nContent-Type: "
            + TestingForm.contentType()
            + "\r\n"
            + framing
            + "\r\n\r\n");
  }

  private static void chunk(TestingClient client, byte[] bytes) {
    client.write(Integer.toHexString(bytes.length) + "\r\n").write(bytes).write("\r\n");
  }

  @Test
  void passesALargePictureOnByteForByte() {
    TestingAnswer answer = TestingClient.upscale(gateway.port(), TestingForm.of(LARGE));

    assertEquals(200, answer.status(), answer::toString);
    assertArrayEquals(LARGE, picture(runner.next().body()));
  }

  @Test
  void passesALargePictureOnWhereverItsPartIs() {
    TestingForm first = new TestingForm().image(LARGE).text("prompt", "a cat").text("seed", "3");

    assertEquals(200, TestingClient.upscale(gateway.port(), first).status());
    TestingRunner.Received received = runner.next();
    assertArrayEquals(LARGE, picture(received.body()));
    assertTrue(received.text().contains("name=\"seed\""));
  }

  /** What is between the image part's head and the next boundary. */
  private static byte[] picture(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int start = text.indexOf("\u0089PNG");
    int end = text.indexOf("IEND") + 8;
    return Arrays.copyOfRange(body, start, end);
  }

  /** Large colour profiles and depth maps put the frame far behind what stays in memory. */
  @Test
  void takesAJpegWhoseFrameComesAfterHundredsOfKilobytes() throws Exception {
    assertPriced(jpegWithSegments(16, 16, 6, 65_000), 16, 16);
  }

  /** Its directory, which says the size, comes last. */
  @Test
  void takesATiffWhoseDirectoryComesAfterMegabytes() {
    assertPriced(TestingTiff.sized(1300, 1300), 1300, 1300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp", "tiff"})
  void takesPicturesOfOtherFormats(String format) throws Exception {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(13, 9, BufferedImage.TYPE_INT_RGB), format, picture);
    assertPriced(picture.toByteArray(), 13, 9);
  }

  @Test
  void takesAWebp() {
    byte[] webp =
        Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    assertPriced(webp, 1, 1);
  }

  /** Phones append films and depth maps, editors forget checksums: the pixels are sound. */
  @Test
  void takesWhatPhonesAndEditorsWrite() throws Exception {
    ByteBuffer wrongCrc = ByteBuffer.allocate(SMALL.length + 12);
    wrongCrc.put(SMALL, 0, 33).putInt(0).put("tEXt".getBytes(StandardCharsets.US_ASCII)).putInt(5);
    assertPriced(wrongCrc.put(SMALL, 33, SMALL.length - 33).array(), 8, 8);
    assertPriced(Arrays.copyOf(SMALL, SMALL.length + 400_000), 8, 8);
    byte[] jpeg = jpegWithSegments(16, 16, 1, 100);
    assertPriced(Arrays.copyOf(jpeg, jpeg.length + 400_000), 16, 16);
  }

  /** Goes through byte for byte, is charged by its size, and leaves nothing behind. */
  private static void assertPriced(byte[] picture, int width, int height) {
    String result = TestingRunner.success(TestingPng.plain(4 * width, 4 * height), 7);
    runner.answers(200, result);

    TestingAnswer answer = TestingClient.upscale(gateway.port(), TestingForm.of(picture));

    assertEquals(200, answer.status(), answer::toString);
    assertEquals(Integer.toString(width * height), answer.header("Pixelgate-Pixels").orElseThrow());
    byte[] body = runner.next().body();
    int start = indexOf(body, Arrays.copyOf(picture, 8));
    assertArrayEquals(picture, Arrays.copyOfRange(body, start, start + picture.length));
  }

  private static int indexOf(byte[] body, byte[] start) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(start, StandardCharsets.ISO_8859_1));
  }

  /** The limit is 8192 pixels a side; the rest of the file has not come yet. */
  @Test
  void refusesALargeSideAsSoonAsItIsKnown() {
    byte[] gif = "GIF89a\377\377\001\000\000\000\000".getBytes(StandardCharsets.ISO_8859_1);
    byte[] body = new TestingForm().text("prompt", "x").image(gif).unfinished();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      head(client, "Content-Length: " + 4 * MIB);
      TestingAnswer answer = client.write(body).answer();

      assertEquals(413, answer.status(), answer::toString);
      assertEquals(65_535, answer.detail().getInteger("value"));
    }
  }

  /** Otherwise a slow client could hold as much memory as a body may have. */
  @Test
  void spoolsATiffBeforeItsSizeIsKnown() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      byte[] body = TestingForm.of(TestingTiff.sized(1300, 1300)).body();
      head(client, "Content-Length: " + body.length);
      client.write(Arrays.copyOf(body, MIB));
      eventually(() -> !gateway.spooled().isEmpty());
    }
    eventually(() -> gateway.spooled().isEmpty());
  }

  @Test
  void refusesATiffThatIsCutBehindItsPixels() {
    byte[] tiff = TestingTiff.sized(1300, 1300);
    byte[] cut = Arrays.copyOf(tiff, tiff.length - 30);
    TestingAnswer answer = TestingClient.upscale(gateway.port(), TestingForm.of(cut));

    assertEquals(400, answer.status(), answer::toString);
    assertEquals(
        "the image cannot be read: it ends after %d bytes, before the end of its directory, which begins at byte 5070008"
            .formatted(cut.length),
        answer.detail().getString("msg"));
    assertEquals(List.of(), runner.received());
  }

  private static byte[] jpegWithSegments(int width, int height, int count, int length)
      throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", plain);
    ByteBuffer jpeg = ByteBuffer.allocate(plain.size() + count * (length + 2));
    jpeg.put(plain.toByteArray(), 0, 2);
    for (int i = 0; i < count; i++) {
      jpeg.putShort((short) 0xffe2).putShort((short) length).put(new byte[length - 2]);
    }
    return jpeg.put(plain.toByteArray(), 2, plain.size() - 2).array();
  }

  @Test
  void refusesAChunkedBodyAsSoonAsItIsOverTheLimit() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      head(client, "Transfer-Encoding: chunked");
      chunk(client, new TestingForm().text("prompt", "x").unfinished());
      chunk(client, startOfAnotherFile());
      for (int i = 0; i < 5; i++) {
        chunk(client, new byte[MIB]);
      }
      TestingAnswer answer = client.answer();

      assertEquals(413, answer.status(), answer::toString);
      assertEquals("too-large", answer.code());
      assertEquals(5 * MIB, answer.detail().getInteger("limit"));
    }
  }

  /** A part that nobody asked for, and that has no end. */
  private static byte[] startOfAnotherFile() {
    String part =
        "------formdata-undici-010017131297\r\nContent-Disposition: form-data; name=\"mask\"; "
            + "filename=\"m\"\r\nContent-Type: image/png\r\n\r\n";
    return part.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void countsWhatComesAfterTheLastPartToo() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      head(client, "Transfer-Encoding: chunked");
      chunk(client, TestingForm.of(SMALL).body());
      for (int i = 0; i < 6; i++) {
        chunk(client, new byte[MIB]);
      }
      TestingAnswer answer = client.answer();

      assertTrue(List.of(400, 413).contains(answer.status()), answer::toString);
    }
  }

  @Test
  void refusesAPictureBombByItsHeaderAlone() {
    ByteBuffer bomb = ByteBuffer.wrap(SMALL.clone());
    bomb.putInt(16, 65_535).putInt(20, 65_535);
    byte[] body = TestingForm.of(withHeaderCrc(bomb.array())).body();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      head(client, "Content-Length: " + 4 * MIB);
      TestingAnswer answer = client.write(Arrays.copyOf(body, body.length - 40)).answer();

      assertEquals(413, answer.status(), answer::toString);
      assertEquals(65_535, answer.detail().getInteger("value"));
      assertEquals("px", answer.detail().getString("unit"));
    }
  }

  private static byte[] withHeaderCrc(byte[] png) {
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  @Test
  void refusesAnUploadThatTakesTooLong() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      byte[] body = TestingForm.of(LARGE).body();
      head(client, "Content-Length: " + body.length);
      TestingAnswer answer = client.write(Arrays.copyOf(body, MIB)).answer();

      assertEquals(408, answer.status(), answer::toString);
      assertEquals("slow-upload", answer.code());
      assertTrue(answer.detail().getString("msg").contains("2 s"), answer::text);
    }
  }

  @Test
  void deletesTheSpoolOfAClientThatGoesWhileItUploads() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      byte[] body = TestingForm.of(LARGE).body();
      head(client, "Content-Length: " + body.length);
      client.write(Arrays.copyOf(body, 2 * MIB));
      eventually(() -> !gateway.spooled().isEmpty());
    }
    eventually(() -> gateway.spooled().isEmpty());
    assertEquals(List.of(), runner.received());
    assertEquals(200, TestingClient.upscale(gateway.port(), TestingForm.of(SMALL)).status());
  }

  @Test
  void deletesTheSpoolOfAClientThatGoesWhileARunnerWorks() {
    runner.hangs();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.upscale(TestingForm.of(LARGE));
      runner.next();
      assertEquals(1, gateway.spooled().size());
    }
    eventually(() -> gateway.spooled().isEmpty());
  }

  @Test
  void stopsTheRunnerOfAClientThatGoes() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    runner.does(one -> one.request().connection().closeHandler(closed -> stopped.countDown()));
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.upscale(TestingForm.of(SMALL));
      runner.next();
    }
    assertTrue(stopped.await(20, TimeUnit.SECONDS));
  }

  @Test
  void answersARefusedClientThatFirstSendsAllOfItsThirtyMegabytes() {
    byte[] body = new byte[30 * MIB];
    try (TestingClient client = TestingClient.to(gateway.port())) {
      head(client, "Content-Length: " + body.length);
      for (int at = 0; at < body.length; at += MIB) {
        client.write(Arrays.copyOfRange(body, at, at + MIB));
      }
      TestingAnswer answer = client.answer();

      assertEquals(413, answer.status(), answer::toString);
      assertEquals("too-large", answer.code());
      assertEquals(30 * MIB, answer.detail().getInteger("value"));
      assertTrue(client.isClosedByServer());
    }
  }

  @Test
  void answersARefusedPictureWhileTheRestIsOnItsWay() {
    byte[] text = new byte[4 * MIB];
    Arrays.fill(text, (byte) 'x');
    byte[] body = TestingForm.of(text).body();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      head(client, "Content-Length: " + body.length);
      for (int at = 0; at < body.length; at += MIB / 4) {
        client.write(Arrays.copyOfRange(body, at, Math.min(body.length, at + MIB / 4)));
      }
      TestingAnswer answer = client.answer();

      assertEquals(400, answer.status(), answer::toString);
      assertEquals("bad-image", answer.code());
    }
  }

  @Test
  void asksForTheBodyOfAClientThatWaitsForIt() {
    byte[] body = TestingForm.of(SMALL).body();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      head(client, "Content-Length: " + body.length + "\r\nExpect: 100-continue");
      assertEquals(100, client.answer(true).status());

      assertEquals(200, client.write(body).answer().status());
    }
  }

  @Test
  void doesNotAskForABodyThatIsTooLarge() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      head(client, "Content-Length: " + 30 * MIB + "\r\nExpect: 100-continue");

      assertEquals(413, client.answer().status());
    }
  }
}
