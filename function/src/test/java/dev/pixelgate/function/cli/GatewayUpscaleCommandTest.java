package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingOpenFiles;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.s3.TestingS3;
import dev.pixelgate.function.store.TestingKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pixelgate upscale --gateway}. */
class GatewayUpscaleCommandTest {
  private static TestingRunner runner;
  private static TestingServer gateway;
  private static String key;

  @TempDir private Path folder;
  private Path picture;

  @BeforeAll
  static void start(@TempDir Path home) {
    try (TestingKeys keys =
        TestingKeys.open(home.resolve("pixelgate-data"), InstantSource.system())) {
      key = keys.create("acme", false).key();
    }
    runner = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            home,
            "limits: { body: 64 KiB, reference: 1 MiB }",
            runner.entry("beta", "1.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  @BeforeEach
  void write() throws IOException {
    runner.forget();
    picture = Files.write(folder.resolve("a.png"), TestingPng.noise(24, 16, 1));
  }

  private TestingCommand upscale(Object... arguments) {
    Object[] all = new Object[arguments.length + 4];
    all[0] = "upscale";
    all[1] = picture;
    all[2] = "--gateway";
    all[3] = gateway.url();
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return TestingCommand.run(all);
  }

  @Test
  void buysAPicture() throws IOException {
    TestingCommand command = upscale("--key", key, "--json", "--seed", "5", "--prompt", "a dog");

    assertEquals(0, command.exitCode(), command::toString);
    JsonObject result = command.json().getJsonArray("results").getJsonObject(0);
    assertEquals("96x64", result.getString("size"));
    assertEquals("0.000003840000 USD", result.getString("charge"));
    assertEquals("beta", result.getString("orchestrator"));
    assertEquals(96, ImageIO.read(folder.resolve("a-4x.png").toFile()).getWidth());
    String sent = runner.next().text();
    assertTrue(sent.contains("a dog") && sent.contains("name=\"seed\""), sent);
  }

  @Test
  void takesAUrlWithASlashAtItsEnd() {
    TestingCommand command =
        TestingCommand.run("upscale", picture, "--gateway", gateway.url() + "/", "--key", key);

    assertEquals(0, command.exitCode(), command::toString);
  }

  @Test
  void failsWithAWrongKey() {
    TestingCommand command = upscale("--key", "pg_wrong");

    assertEquals(1, command.exitCode(), command::toString);
    assertTrue(command.err().contains("401"), command::err);
    assertTrue(command.err().contains("key"), command::err);
    assertFalse(Files.exists(folder.resolve("a-4x.png")));
  }

  @Test
  void bringsALargePictureAhead() throws IOException {
    picture = Files.write(folder.resolve("a.png"), TestingPng.noise(300, 200, 1));
    assertTrue(Files.size(picture) > 64 << 10);
    TestingCommand command = upscale("--key", key, "--json");

    assertEquals(0, command.exitCode(), command::toString);
    JsonObject result = command.json().getJsonArray("results").getJsonObject(0);
    assertEquals("1200x800", result.getString("size"));
    assertEquals("0.000600000000 USD", result.getString("charge"));
    assertEquals(1, runner.received().size());
    TestingOpenFiles.assertClosed(picture.toRealPath());
  }

  @Test
  void closesAPictureThatItsPlaceDoesNotTake() throws IOException {
    picture = Files.write(folder.resolve("a.png"), TestingPng.noise(2_000, 2_000, 1));
    Vertx vertx = Vertx.vertx();
    try (TestingRunner fake = TestingRunner.start()) {
      HttpServer place =
          Blocking.join(
              vertx
                  .createHttpServer()
                  .requestHandler(request -> request.pause().response().setStatusCode(403).end())
                  .listen(0, "127.0.0.1"));
      String given =
          "{\"id\":\"upl_7\",\"url\":\"http://127.0.0.1:%d/7\"}".formatted(place.actualPort());
      fake.does(
          one -> {
            boolean upload = one.request().path().equals("/v1/uploads");
            one.request()
                .response()
                .setStatusCode(upload ? 201 : 413)
                .putHeader("Content-Type", "application/json")
                .end(upload ? given : "{\"detail\":{\"unit\":\"bytes\",\"msg\":\"m\"}}");
          });
      TestingCommand command = TestingCommand.run("upscale", picture, "--gateway", fake.url());

      assertEquals(1, command.exitCode(), command::toString);
      assertTrue(command.err().contains("the place for the picture answered 403"), command::err);
      TestingOpenFiles.assertClosed(picture.toRealPath());
    } finally {
      Blocking.join(vertx.close());
    }
  }

  @Test
  void bringsALargePictureToTheBucketOfAGateway(@TempDir Path home) throws IOException {
    picture = Files.write(folder.resolve("a.png"), TestingPng.noise(300, 200, 1));
    try (TestingServer bucket =
        TestingServer.gateway(
            home,
            TestingS3.environment(),
            "limits: { body: 64 KiB }\nmedia: { url: \"" + TestingS3.shared().newBucket() + "\" }",
            runner.entry("beta", "1.0e-8 USD/px"))) {
      TestingCommand command =
          TestingCommand.run("upscale", picture, "--gateway", bucket.url(), "--key", "pg_any");

      assertEquals(0, command.exitCode(), command::toString);
      assertEquals(1200, ImageIO.read(folder.resolve("a-4x.png").toFile()).getWidth());
    }
  }

  @Test
  void saysThatAPictureIsTooLargeEvenToBringItAhead() throws IOException {
    picture = Files.write(folder.resolve("a.png"), TestingPng.noise(700, 700, 1));
    TestingCommand command = upscale("--key", key);

    assertEquals(1, command.exitCode(), command::toString);
    assertTrue(command.err().contains("over the limit of 1048576 bytes"), command::err);
    assertEquals(0, runner.received().size());
  }

  /** The key is for the gateway; the place may be anybody's. */
  @Test
  void showsItsKeyToNobodyElse() throws IOException {
    picture = Files.write(folder.resolve("a.png"), TestingPng.noise(300, 200, 1));
    try (TestingRunner other = TestingRunner.start();
        TestingRunner fake = TestingRunner.start()) {
      other.answers(200, "");
      fake.does(
          one -> {
            boolean upload = one.request().path().equals("/v1/uploads");
            String place =
                "{\"id\":\"upl_7\",\"url\":\"%s/bucket/7?signed\",\"headers\":{\"X-Signed\":\"a\"}}"
                    .formatted(other.url());
            String large = "{\"detail\":{\"code\":\"too-large\",\"unit\":\"bytes\",\"msg\":\"m\"}}";
            boolean named = one.text().contains("upl_7");
            one.request()
                .response()
                .setStatusCode(upload ? 201 : named ? 402 : 413)
                .putHeader("Content-Type", "application/json")
                .end(upload ? place : large);
          });
      TestingCommand command =
          TestingCommand.run("upscale", picture, "--gateway", fake.url(), "--key", "pg_secret");

      assertEquals(3, command.exitCode(), command::toString);
      TestingRunner.Received put = other.next();
      assertEquals("PUT", put.request().method().name());
      assertEquals("/bucket/7?signed", put.request().uri());
      assertEquals("a", put.request().getHeader("X-Signed"));
      assertEquals(Files.size(picture), put.body().length);
      assertEquals(Long.toString(Files.size(picture)), put.request().getHeader("Content-Length"));
      assertFalse(put.request().headers().toString().contains("pg_secret"));
      assertEquals("Bearer pg_secret", fake.next().request().getHeader("Authorization"));
    }
  }

  @Test
  void saysWhatAGatewayWithoutUploadsSaid() throws IOException {
    runner.does(
        one ->
            one.request()
                .response()
                .setStatusCode(one.request().path().equals("/v1/uploads") ? 404 : 413)
                .putHeader("Content-Type", "application/json")
                .end("{\"message\":\"Request Too Long\"}"));
    TestingCommand command = TestingCommand.run("upscale", picture, "--gateway", runner.url());

    assertEquals(1, command.exitCode(), command::toString);
    assertTrue(command.err().contains("413"), command::err);
  }

  @Test
  void isRefusedForItsPrice() {
    TestingCommand command = upscale("--key", key, "--max-charge", "0.000001 USD");

    assertEquals(3, command.exitCode(), command::toString);
    assertTrue(command.err().contains("over the cap"), command::err);
    assertEquals(0, runner.received().size());
  }

  @Test
  void failsWhenEveryAttemptDoes() {
    runner.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
    TestingCommand command = upscale("--key", key);

    assertEquals(1, command.exitCode(), command::toString);
    assertTrue(command.err().contains("502"), command::err);
  }

  @Test
  void failsWhereNoGatewayIs() {
    TestingCommand command =
        TestingCommand.run("upscale", picture, "--gateway", "http://127.0.0.1:1");

    assertEquals(1, command.exitCode(), command::toString);
    assertTrue(command.err().contains("http://127.0.0.1:1"), command::err);
  }

  @Test
  void failsWhereSomethingElseAnswers() {
    runner.answers(200, "[]");
    TestingCommand strange = TestingCommand.run("upscale", picture, "--gateway", runner.url());
    assertEquals(1, strange.exitCode(), strange::toString);

    runner.answers(200, "{\"images\":[{\"url\":\"not a url\"}]}");
    TestingCommand noUrl = TestingCommand.run("upscale", picture, "--gateway", runner.url());
    assertEquals(1, noUrl.exitCode(), noUrl::toString);

    runner.answers(502, "<html>");
    TestingCommand proxy = TestingCommand.run("upscale", picture, "--gateway", runner.url());
    assertEquals(1, proxy.exitCode(), proxy::toString);
    assertFalse(Files.exists(folder.resolve("a-4x.png")));
    assertFalse(Files.exists(folder.resolve(".a-4x.png.part")));
  }
}
