package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers: on one folder, which is one too many, and on one PostgreSQL. */
final class SeveralServersTest {
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(8, 8));
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  @TempDir private Path folder;
  private TestingRunner runner;

  @BeforeEach
  void startRunner() {
    runner = TestingRunner.start();
  }

  @AfterEach
  void stopRunner() {
    runner.close();
  }

  private TestingServer gateway(String name, String yaml) {
    return TestingServer.gateway(folder.resolve(name), yaml, runner.entry("r", "1.0e-8 USD/px"));
  }

  @Test
  void theSecondOnOneFolderIsRefusedAndCommandsAreNot() {
    TestingServer first = gateway("one", "");
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> gateway("one", ""));
    assertTrue(
        refused
            .getMessage()
            .contains("the data folder " + first.data() + " has a server already (process "),
        refused.getMessage());
    Path configuration = folder.resolve("one/pixelgate.yaml");
    assertEquals(0, TestingCommand.run("key", "list", "--config", configuration).exitCode());
    first.close();
    gateway("one", "").close();
  }

  @Test
  void onOnePostgresTheyHaveTheSameKeysAndKeepNothingInTheirFolders() {
    String store = "auth: keys\nstore: { url: '" + TestingPostgres.shared().newDatabase() + "' }\n";
    try (TestingServer one = gateway("one", store);
        TestingServer two = gateway("two", store)) {
      JsonObject key = command("key", "new", "acme", "--json").json();
      String header = "Authorization: Bearer " + key.getString("key");
      eventually(one, header, 200);
      eventually(two, header, 200);
      assertTrue(command("key", "list").out().contains(key.getString("id")));

      assertEquals(0, command("key", "revoke", key.getString("id")).exitCode());
      eventually(one, header, 401);
      eventually(two, header, 401);
      assertFalse(Files.exists(one.data().resolve("pixelgate.db")));
      assertFalse(Files.exists(two.data().resolve("pixelgate.db")));
    }
  }

  private TestingCommand command(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = folder.resolve("one/pixelgate.yaml");
    TestingCommand command = TestingCommand.run(all);
    assertEquals(0, command.exitCode(), command::toString);
    return command;
  }

  private static void eventually(TestingServer gateway, String header, int status) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (TestingClient.upscale(gateway.port(), FORM, header).status() != status) {
      assertTrue(System.nanoTime() < end, "status " + status + " did not come");
      Thread.onSpinWait();
    }
  }
}
