package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An offer that names its formats is asked for pictures of these formats only. */
class FormatChoiceTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;
  private static final byte[] PNG = TestingPng.plain(WIDTH, HEIGHT);
  private static final byte[] JPEG = jpeg();

  @TempDir private Path folder;

  private final TestingRunner cheap = TestingRunner.start();
  private final TestingRunner dear = TestingRunner.start();

  private static byte[] jpeg() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), "jpg", out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  @BeforeEach
  void serveWhateverTheFormat() {
    String answer = TestingRunner.success(TestingPng.plain(4 * WIDTH, 4 * HEIGHT), 7);
    cheap.answers(200, answer);
    dear.answers(200, answer);
  }

  @AfterEach
  void stop() {
    cheap.close();
    dear.close();
  }

  private TestingServer gateway(String formatsOfCheap, String formatsOfDear) {
    return TestingServer.gateway(
        folder,
        "",
        entry(cheap, "cheap", "1.0e-8 USD/px", formatsOfCheap),
        entry(dear, "dear", "2.0e-8 USD/px", formatsOfDear));
  }

  private static String entry(TestingRunner runner, String name, String price, String formats) {
    String entry = runner.entry(name, price);
    return formats.isEmpty() ? entry : entry.replace(price, price + ", formats: " + formats);
  }

  private static TestingAnswer upscale(TestingServer gateway, byte[] picture, String... headers) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(picture), headers);
  }

  private static String seller(TestingAnswer answer) {
    assertEquals(200, answer.status(), answer::toString);
    return answer.header("Pixelgate-Orchestrator").orElseThrow();
  }

  @Test
  void picturesGoToTheCheapestWhoReadsThem() {
    try (TestingServer gateway = gateway("[ jpeg ]", "")) {
      TestingAnswer png = upscale(gateway, PNG);
      assertEquals("dear", seller(png));
      assertEquals("0.000030720000 USD", png.header("Pixelgate-Charge").orElseThrow());
      assertEquals("1", png.header("Pixelgate-Attempts").orElseThrow());
      assertEquals(0, cheap.received().size());

      TestingAnswer jpeg = upscale(gateway, JPEG);
      assertEquals("cheap", seller(jpeg));
      assertEquals("0.000015360000 USD", jpeg.header("Pixelgate-Charge").orElseThrow());
      assertEquals(1, dear.received().size());
    }
  }

  @Test
  void failoverPassesByWhoeverCannotReadThePicture() {
    try (TestingServer gateway = gateway("", "[ jpeg ]")) {
      cheap.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");

      TestingAnswer png = upscale(gateway, PNG);
      assertEquals(502, png.status(), png::toString);
      assertEquals(1, png.detail().getJsonArray("attempts").size());
      assertEquals(0, dear.received().size());

      assertEquals("dear", seller(upscale(gateway, JPEG)));
    }
  }

  @Test
  void formatThatNobodyReadsIsUnsupportedAndNobodyIsAsked() {
    try (TestingServer gateway = gateway("[ jpeg ]", "[ jpeg ]")) {
      TestingAnswer answer = upscale(gateway, PNG);

      assertEquals(415, answer.status(), answer::toString);
      assertEquals("unsupported-media-type", answer.code());
      assertEquals(
          "the image is PNG; offers of xinntao/realesr-general-x4v3 here read JPEG",
          answer.detail().getString("msg"));
      assertEquals("png", answer.detail().getString("format"));
      assertEquals(TestingServer.MODEL, answer.detail().getString("model_id"));
      assertEquals(new JsonArray().add("jpeg"), answer.detail().getJsonArray("reads"));
      assertEquals("0.000000000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
      assertEquals("0", answer.header("Pixelgate-Attempts").orElseThrow());
      assertEquals(List.of(), gateway.spooled());
      assertEquals(0, cheap.received().size() + dear.received().size());
      assertTrue(
          TestingClient.get(gateway.port(), "/metrics")
              .text()
              .contains("pixelgate_refusals_total{code=\"unsupported-media-type\"} 1"));
    }
  }

  @Test
  void formatsAreCalledByTheirNames() {
    byte[] webp =
        Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    try (TestingServer gateway = gateway("[ png, jpeg ]", "[ tiff ]")) {
      TestingAnswer answer = upscale(gateway, webp);

      assertEquals(415, answer.status(), answer::toString);
      assertEquals(
          "the image is WebP; offers of xinntao/realesr-general-x4v3 here read PNG, JPEG, TIFF",
          answer.detail().getString("msg"));
      assertEquals("webp", answer.detail().getString("format"));
    }
  }

  @Test
  void formatThatNobodyReadsIsUnsupportedWhateverTheCap() {
    try (TestingServer gateway = gateway("[ jpeg ]", "[ jpeg ]")) {
      String cap = "Pixelgate-Max-Price: 0.5e-8 USD/px";
      assertEquals(415, upscale(gateway, PNG, cap).status());
      assertEquals(402, upscale(gateway, JPEG, cap).status());
    }
  }

  @Test
  void capIsComparedWithThoseWhoReadThePicture() {
    String cap = "Pixelgate-Max-Price: 1.5e-8 USD/px";
    try (TestingServer gateway = gateway("[ jpeg ]", "[ png, jpeg ]")) {
      TestingAnswer png = upscale(gateway, PNG, cap);

      assertEquals(402, png.status(), png::toString);
      assertEquals("over-cap", png.code());
      JsonObject nearest = png.detail().getJsonObject("nearest");
      assertEquals("dear", nearest.getString("orchestrator"));
      assertEquals("0.000030720000 USD", nearest.getString("charge"));
      assertEquals(
          new JsonArray()
              .add(
                  new JsonObject()
                      .put("orchestrator", "cheap")
                      .put("why", "reads JPEG; the image is PNG")),
          png.detail().getJsonArray("unable"));
      assertEquals(0, cheap.received().size() + dear.received().size());

      assertEquals("cheap", seller(upscale(gateway, JPEG, cap)));
    }
  }

  @Test
  void capThatExcludesEverybodyAbleNamesNobodyUnable() {
    try (TestingServer gateway = gateway("", "")) {
      TestingAnswer png = upscale(gateway, PNG, "Pixelgate-Max-Price: 0.5e-8 USD/px");

      assertEquals(402, png.status(), png::toString);
      assertEquals("cheap", png.detail().getJsonObject("nearest").getString("orchestrator"));
      assertFalse(png.detail().containsKey("unable"), png::toString);
    }
  }
}
