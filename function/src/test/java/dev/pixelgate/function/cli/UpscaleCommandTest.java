package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pixelgate upscale} on the own runtime. */
class UpscaleCommandTest {
  @TempDir private Path folder;
  private Path config;
  private Path picture;

  @BeforeEach
  void write() throws IOException {
    config =
        Files.writeString(
            folder.resolve("c.yaml"),
            "self-hosted: { device: cpu }\ndata: " + folder.resolve("data") + "\n");
    picture = Files.write(folder.resolve("a.png"), TestingPng.noise(24, 16, 1));
  }

  private TestingCommand upscale(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "upscale";
    all[1] = "--config";
    all[2] = config;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return TestingCommand.run(all);
  }

  private void assertNoPartIsLeft() throws IOException {
    try (var files = Files.walk(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
    }
  }

  @Test
  void upscalesAPictureFourTimesAndSaysWhatItCost() throws IOException {
    TestingCommand command = upscale(picture);

    assertEquals(0, command.exitCode(), command::toString);
    BufferedImage result = ImageIO.read(folder.resolve("a-4x.png").toFile());
    assertEquals(96, result.getWidth());
    assertEquals(64, result.getHeight());
    assertTrue(command.out().contains("a-4x.png  96x64"), command::out);
    assertTrue(command.out().contains("charge 0.000003840000 USD"), command::out);
    assertTrue(command.out().contains("self-hosted"), command::out);
    assertEquals("", command.err(), "nothing but the result when nobody watches");
    assertNoPartIsLeft();
  }

  @Test
  void upscalesAFolderAndTellsOneDocument() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.copy(picture, in.resolve("one.png"));
    ImageIO.write(
        new BufferedImage(10, 6, BufferedImage.TYPE_INT_RGB),
        "jpg",
        in.resolve("two.jpg").toFile());
    TestingCommand command = upscale("--json", in, "-o", folder.resolve("out"));

    assertEquals(0, command.exitCode(), command::toString);
    assertEquals(2, command.json().getJsonArray("results").size());
    JsonObject two = command.json().getJsonArray("results").getJsonObject(1);
    assertEquals("40x24", two.getString("size"));
    assertEquals("0.000000600000 USD", two.getString("charge"));
    assertEquals(TestingServer.MODEL, two.getString("model_id"));
    assertEquals("self-hosted", two.getString("orchestrator"));
    assertTrue(two.getLong("ms") >= 0);
    assertEquals(folder.resolve("out/two.jpg.png").toString(), two.getString("out"));
    assertEquals(40, ImageIO.read(folder.resolve("out/two.jpg.png").toFile()).getWidth());
    assertEquals(96, ImageIO.read(folder.resolve("out/one.png").toFile()).getWidth());
  }

  @Test
  void saysTheSizeOfATurnedPictureAsItComesOut() throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(10, 6, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
    byte[] plain = jpeg.toByteArray();
    // APP1 after the start marker: EXIF whose one entry is orientation 6, a quarter turn.
    byte[] exif =
        HexFormat.of()
            .parseHex(
                "ffe10022457869660000"
                    + "4d4d002a00000008"
                    + "0001011200030000000100060000"
                    + "00000000");
    Path turned = folder.resolve("turned.jpg");
    try (OutputStream out = Files.newOutputStream(turned)) {
      out.write(plain, 0, 2);
      out.write(exif);
      out.write(plain, 2, plain.length - 2);
    }
    TestingCommand command = upscale("--json", turned);

    assertEquals(0, command.exitCode(), command::toString);
    BufferedImage result = ImageIO.read(folder.resolve("turned-4x.png").toFile());
    assertEquals(24, result.getWidth());
    assertEquals(40, result.getHeight());
    JsonObject told = command.json().getJsonArray("results").getJsonObject(0);
    assertEquals("24x40", told.getString("size"));
    assertEquals("0.000000600000 USD", told.getString("charge"));
  }

  @Test
  void refusesADearPictureAndWritesNothing() throws IOException {
    TestingCommand command = upscale(picture, "--max-charge", "0.000001 USD");

    assertEquals(3, command.exitCode(), command::toString);
    assertTrue(command.err().contains("over the cap"), command::err);
    assertTrue(command.err().contains("0.000003840000 USD"), command::err);
    assertFalse(Files.exists(folder.resolve("a-4x.png")));
    assertNoPartIsLeft();
  }

  @Test
  void buysAtACapOfTheSameNumber() {
    assertEquals(0, upscale(picture, "--max-charge", "0.00000384 USD").exitCode());
  }

  @Test
  void failsForABrokenPictureButDoesTheOthers() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    byte[] cut = Arrays.copyOf(Files.readAllBytes(picture), 300);
    Path broken = Files.write(folder.resolve("cut.png"), cut);
    Path undecodable = Files.write(folder.resolve("odd.png"), TestingPng.ofRows(8, 8, new byte[3]));
    TestingCommand command =
        upscale(text, broken, undecodable, picture, "-o", folder.resolve("out"));

    assertEquals(1, command.exitCode(), command::toString);
    assertTrue(command.err().contains("text.png: "), command::err);
    assertTrue(command.err().contains("cut.png: "), command::err);
    assertTrue(command.err().contains("odd.png: "), command::err);
    assertTrue(Files.exists(folder.resolve("out/a.png")));
    assertFalse(Files.exists(folder.resolve("out/cut.png")));
    assertFalse(Files.exists(folder.resolve("out/odd.png")));
    assertNoPartIsLeft();
  }

  @Test
  void tellsAFailureInTheDocumentToo() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    TestingCommand command = upscale("--json", text);

    assertEquals(1, command.exitCode());
    JsonObject result = command.json().getJsonArray("results").getJsonObject(0);
    assertEquals(text.toString(), result.getString("in"));
    assertFalse(result.getString("error").isBlank());
  }

  @Test
  void failsWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    TestingCommand command = upscale(picture, "-o", file.resolve("a.png"));

    assertEquals(1, command.exitCode(), command::toString);
    assertFalse(command.err().isBlank());
  }

  @Test
  void failsForAModelThatIsNotThere() {
    TestingCommand command = upscale(picture, "--model", "no/such");

    assertEquals(1, command.exitCode(), command::toString);
    assertTrue(command.err().contains("no/such"), command::err);
    assertTrue(command.err().contains(TestingServer.MODEL), command::err);
  }

  @Test
  void isUsedWronglyWithWhatItDoesNotKnow() {
    assertEquals(2, upscale(picture, "--sharpen").exitCode());
    assertEquals(2, upscale().exitCode());
    assertEquals(2, upscale(folder.resolve("none.png")).exitCode());
    assertEquals(2, upscale(picture, "--max-charge", "5").exitCode());
    assertEquals(2, upscale(picture, "--max-charge", "1 EUR").exitCode());
    assertEquals(2, upscale(picture, "--seed", "-1").exitCode());
    assertEquals(2, upscale(picture, "--seed", "9007199254740992").exitCode());
    assertEquals(2, upscale(picture, "--key", "k").exitCode());
    assertEquals(2, upscale(picture, "--gateway", "not a url").exitCode());
    assertEquals(2, upscale(picture, "--gateway", "gate.example").exitCode());
  }

  @Test
  void isUsedWronglyWithABadConfiguration() throws IOException {
    Files.writeString(config, "colour: red\n", StandardCharsets.UTF_8);
    TestingCommand command = upscale(picture);

    assertEquals(2, command.exitCode(), command::toString);
    assertTrue(command.err().contains("colour"), command::err);
  }
}
