package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.assembly.Blocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Expect: 100-continue} over HTTP/2. */
class Http2ContinueTest {
  private static final Buffer BODY = Buffer.buffer(TestingForm.of(TestingPng.plain(10, 10)).body());

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setHttp2ClearTextUpgrade(false));
  private TestingRunner runner;
  private TestingServer gateway;

  @BeforeEach
  void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    gateway = TestingServer.gateway(folder, "", runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    Blocking.join(vertx.close());
    gateway.close();
    runner.close();
  }

  /** The status, with what was sent only after the server had asked for it. */
  private int upscale(AtomicBoolean asked, String quote) {
    return Blocking.join(
        client
            .request(HttpMethod.POST, gateway.port(), "127.0.0.1", "/upscale")
            .compose(
                request -> {
                  request
                      .putHeader("Expect", "100-continue")
                      .putHeader("Content-Type", TestingForm.contentType())
                      .putHeader("Content-Length", Integer.toString(BODY.length()))
                      .continueHandler(
                          go -> {
                            asked.set(true);
                            request.end(BODY);
                          });
                  if (!quote.isEmpty()) {
                    request.putHeader("Pixelgate-Quote", quote);
                  }
                  return request.sendHead().compose(sent -> request.response());
                })
            .compose(
                answer -> {
                  assertEquals(HttpVersion.HTTP_2, answer.version());
                  return answer.body().map(all -> answer.statusCode());
                }));
  }

  @Test
  void asksForTheBodyOfWhatItCanSell() {
    AtomicBoolean asked = new AtomicBoolean();
    assertEquals(200, upscale(asked, ""));
    assertTrue(asked.get());
  }

  @Test
  void refusesAWrongQuoteWithoutAskingForTheBody() {
    AtomicBoolean asked = new AtomicBoolean();
    assertEquals(400, upscale(asked, "q"));
    assertFalse(asked.get());
  }
}
