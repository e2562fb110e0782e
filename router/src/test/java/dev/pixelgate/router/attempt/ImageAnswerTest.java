package dev.pixelgate.router.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageAnswerTest {
  @Test
  void readsOneImage() {
    assertEquals(
        new ImageAnswer.Image("data:", 9007199254740991L, true),
        read("{\"images\":[{\"url\":\"data:\",\"seed\":9007199254740991,\"nsfw\":true}],\"x\":1}"));
  }

  @Test
  void takesAMissingNsfwAsFalse() {
    assertEquals(
        new ImageAnswer.Image("u", 0, false), read("{\"images\":[{\"url\":\"u\",\"seed\":0}]}"));
  }

  @ParameterizedTest
  @CsvSource({"null", "-1", "9007199254740992", "1e400", "1.5", "'\"7\"'", "99999999999999999999"})
  void replacesAnUnusableSeedByTheOneAskedFor(String seed) {
    Buffer json = Buffer.buffer("{\"images\":[{\"url\":\"u\",\"seed\":" + seed + "}]}");
    assertEquals(new ImageAnswer.Image("u", 5, false), ImageAnswer.of(json, OptionalLong.of(5)));
    assertEquals(
        new ImageAnswer.Unusable("answered without a seed from 0 to 2^53 - 1"),
        ImageAnswer.of(json, OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <html> | answered 200 with something that is not JSON
          {"images":[]} trailing | answered 200 with something that is not JSON
          [] | answered 200 without images
          {} | answered 200 without images
          {"images":{}} | answered 200 without images
          {"images":[]} | answered 0 images, 1 was due
          {"images":[{},{}]} | answered 2 images, 1 was due
          {"images":["u"]} | answered an image that is not an object
          {"images":[{"seed":1}]} | answered an image without a url
          {"images":[{"url":1}]} | answered an image without a url
          """)
  void refusesOtherAnswers(String json, String problem) {
    assertEquals(new ImageAnswer.Unusable(problem), read(json));
  }

  private static ImageAnswer read(String json) {
    return ImageAnswer.of(Buffer.buffer(json), OptionalLong.empty());
  }
}
