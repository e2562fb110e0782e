package dev.pixelgate.router.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerScannerTest {
  private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
  private final AnswerScanner scanner = new AnswerScanner(picture::write);

  @Test
  void takesThePictureOutOfTheAnswer() {
    byte[] png = TestingPng.noise(9, 9, 1);
    feed(TestingPng.success(png, "42"));
    assertEquals("", scanner.problem());
    assertTrue(scanner.sawPicture());
    assertArrayEquals(png, picture.toByteArray());
    assertEquals(
        new JsonObject("{\"images\":[{\"url\":\"data:\",\"seed\":42,\"nsfw\":false}]}"),
        scanner.skeleton().toJsonObject());
  }

  @Test
  void readsTheSameAtEverySplitPosition() {
    byte[] png = TestingPng.plain(3, 2);
    byte[] answer = escaped(TestingPng.success(png, "7")).getBytes(UTF_8);
    for (int first = 0; first <= answer.length; first++) {
      for (int second = first; second <= answer.length; second += 1 + second % 5) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AnswerScanner split = new AnswerScanner(out::write);
        split.accept(Buffer.buffer().appendBytes(answer, 0, first));
        split.accept(Buffer.buffer().appendBytes(answer, first, second - first));
        split.accept(Buffer.buffer().appendBytes(answer, second, answer.length - second));
        String where = "cut at " + first + " and " + second;
        assertEquals("", split.problem(), where);
        assertArrayEquals(png, out.toByteArray(), where);
        assertEquals(7, seed(split), where);
      }
    }
  }

  @Test
  void readsTheSameInRandomPieces() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      byte[] png = new byte[random.nextInt(200_000)];
      random.nextBytes(png);
      String text = TestingPng.success(png, Long.toString(seed));
      byte[] answer = (random.nextBoolean() ? escaped(text) : text).getBytes(UTF_8);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      AnswerScanner split = new AnswerScanner(out::write);
      int most = 1 << random.nextInt(1, 18);
      for (int at = 0; at < answer.length; ) {
        int n = Math.min(answer.length - at, random.nextInt(most + 1));
        split.accept(Buffer.buffer().appendBytes(answer, at, n));
        at += n;
      }
      assertEquals("", split.problem(), "random seed " + seed);
      assertArrayEquals(png, out.toByteArray(), "random seed " + seed);
      assertEquals(seed, seed(split), "random seed " + seed);
    }
  }

  @Test
  void undoesEscapes() {
    byte[] bytes = {(byte) 0xfb, (byte) 0xff, (byte) 0xbf, (byte) 0xff};
    assertEquals("+/+//w==", Base64.getEncoder().encodeToString(bytes));
    feed(
        "{\"url\":\"data:image\\/png;base64\\u002c\\u002b\\/\\u002B\\u002F\\/w\\u003d=\",\"\\\"a\":\"b\\\\\"}");
    assertEquals("", scanner.problem());
    assertArrayEquals(bytes, picture.toByteArray());
    assertEquals("b\\", scanner.skeleton().toJsonObject().getString("\"a"));
  }

  @Test
  void takesMissingPaddingAsGiven() {
    feed("{\"url\":\"data:image/png;base64,aGk\"}");
    assertEquals("", scanner.problem());
    assertEquals("hi", picture.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aGk*",
        "aGk=aGk=",
        "aGk=a",
        "a",
        "aGkg\\n",
        "aG\\x",
        "aGk\\u00e9",
        "aG kg",
        "=aGk",
        "aGé="
      })
  void refusesWhatIsNotBase64(String text) {
    feed("{\"url\":\"data:image/png;base64," + text + "\"}");
    assertTrue(scanner.problem().startsWith("base64 that breaks"), scanner.problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:",
        "data:image/png;base64",
        "data:image/png,abcd",
        "data:text/html;base64,abcd",
        "data:im\\u0000age/png;base64,abcd"
      })
  void refusesOtherDataUrls(String url) {
    feed("{\"url\":\"" + url + "\"}");
    assertTrue(scanner.problem().startsWith("a data URL"), scanner.problem());
  }

  @Test
  void refusesASecondPicture() {
    feed("[\"data:image/png;base64,aGkg\",\"data:image/png;base64,aGkg\"]");
    assertEquals("more than one picture, one was due", scanner.problem());
    assertEquals("hi ", picture.toString(UTF_8));
  }

  @Test
  void seesPicturesOnlyWhereAStringBegins() {
    String json =
        "{\"a\":\"x data:image/png;base64,aGkg\",\"b\":\"\\\"data:image/png;base64,aGkg\"}";
    feed(json);
    assertFalse(scanner.sawPicture());
    assertEquals(json, scanner.skeleton().toString());
  }

  @Test
  void keepsNoMoreThan64KiBOfJson() {
    String text = "[\"" + "x".repeat(70_000) + "\"]";
    feed(text);
    assertEquals("more than 65536 bytes of JSON beside the picture", scanner.problem());
    assertEquals(65_536, scanner.skeleton().length());
  }

  private void feed(String answer) {
    scanner.accept(Buffer.buffer(answer));
  }

  private static long seed(AnswerScanner scanner) {
    return scanner
        .skeleton()
        .toJsonObject()
        .getJsonArray("images")
        .getJsonObject(0)
        .getLong("seed");
  }

  /** As some encoders write it. */
  private static String escaped(String answer) {
    return answer.replace("/", "\\/").replace("+", "\\u002b").replace("=", "\\u003D");
  }
}
