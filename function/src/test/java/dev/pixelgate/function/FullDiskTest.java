package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pixelgate.function.TestingRunner.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder on a file system of 8 MiB that becomes full, or cannot be written. */
final class FullDiskTest {
  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void mount() throws Exception {
    data = Files.createDirectories(folder.resolve("pixelgate-data"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", data.toString()) == 0,
        "a file system can only be mounted by root, outside a closed container");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", data.toString());
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noSuchCommand) {
      return 127;
    }
  }

  private Path fill() throws IOException {
    Path filler = data.resolve("filler");
    byte[] some = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  private static TestingAnswer order(TestingServer server) {
    return TestingClient.upscale(
        server.port(), TestingForm.of(TestingPng.plain(8, 8)), "Cache-Control: no-store");
  }

  private static TestingAnswer orderUntil(TestingServer server, int status) {
    return TestingClient.until(
        Duration.ofSeconds(20), () -> order(server), answer -> answer.status() == status);
  }

  private long number(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("pixelgate.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void nothingIsBoughtWhileTheDiskIsFullAndAllIsWellAfterwards() throws Exception {
    try (TestingRunner runner = TestingRunner.start();
        TestingServer server =
            TestingServer.gateway(folder, "", runner.entry("r", "1e-8 USD/px"))) {
      assertEquals(200, order(server).status());
      Path filler = fill();
      // The log has room for some more commits before it has to grow.
      TestingAnswer refused = orderUntil(server, 503);
      assertEquals("store-unavailable", refused.code(), refused::toString);
      int bought = runner.received().size();
      assertEquals(503, order(server).status());
      assertEquals(bought, runner.received().size());

      Files.delete(filler);
      assertEquals(200, orderUntil(server, 200).status());
      assertEquals(bought + 1, runner.received().size());
      assertEquals(
          runner.received().size(),
          TestingClient.until(Duration.ofSeconds(20), this::settled, n -> n == bought + 1));
    }
  }

  @Test
  void whatWasBoughtIsDeliveredAndBookedLater() throws Exception {
    BlockingQueue<Received> held = new LinkedBlockingQueue<>();
    try (TestingRunner runner = TestingRunner.start().does(held::add);
        TestingServer server = TestingServer.gateway(folder, "", runner.entry("r", "1e-8 USD/px"));
        TestingClient client = TestingClient.to(server.port())) {
      client.upscale(TestingForm.of(TestingPng.plain(8, 8)), "Cache-Control: no-store");
      Received job = held.poll(20, TimeUnit.SECONDS);
      Path filler = fill();
      job.request()
          .response()
          .putHeader("Content-Type", "application/json")
          .end(TestingRunner.success(TestingPng.plain(32, 32), 7));
      TestingAnswer answer = client.answer();
      assertEquals(200, answer.status(), answer::toString);
      String url = answer.image().getString("url");
      assertTrue(url.startsWith("data:image/png;base64,"), url);
      assertEquals("0.000000640000 USD", answer.header("Pixelgate-Charge").orElseThrow());
      Files.delete(filler);
      TestingClient.until(Duration.ofSeconds(20), this::settled, n -> n == 1);
    }
  }

  @Test
  void aServerDoesNotStartOnAFolderThatCannotBeWritten() throws Exception {
    assertEquals(0, run("mount", "-o", "remount,ro", data.toString()));
    try (TestingRunner runner = TestingRunner.start()) {
      String entry = runner.entry("r", "1e-8 USD/px");
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class, () -> TestingServer.gateway(folder, "", entry).close());
      String message = String.valueOf(refused.getCause().getMessage());
      assertTrue(message.contains(data.toString()), message);
      assertTrue(message.toLowerCase(Locale.ROOT).contains("read-only"), message);
    }
  }

  private long settled() {
    try {
      return number("SELECT count(*) FROM transfer WHERE step = 'settled'");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
