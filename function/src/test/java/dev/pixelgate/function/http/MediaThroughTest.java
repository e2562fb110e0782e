package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.s3.TestingS3;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Of a bucket that only the gateway reaches. */
class MediaThroughTest extends MediaRouteContract {
  @Override
  String media() {
    return "url: \"" + TestingS3.shared().newBucket() + "\", deliver: through";
  }

  @Test
  void passesALargePictureOn() {
    byte[] large = TestingPng.noise(1_200, 1_200, 7);
    byte[] small = picture;
    runner.does(
        one ->
            one.request()
                .response()
                .putHeader("Content-Type", "application/json")
                .end(TestingRunner.success(large, 1)));
    TestingAnswer sold =
        TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(300, 300)));
    runner.does(
        one ->
            one.request()
                .response()
                .putHeader("Content-Type", "application/json")
                .end(TestingRunner.success(small, 1)));

    assertEquals(200, sold.status(), sold::toString);
    TestingAnswer got =
        TestingClient.get(gateway.port(), URI.create(sold.image().getString("url")).getPath());
    assertEquals(200, got.status());
    assertArrayEquals(large, got.body());
  }
}
