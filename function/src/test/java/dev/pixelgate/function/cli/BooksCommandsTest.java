package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.signing.SigningKeys;
import dev.pixelgate.function.signing.SigningSettings;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.SqliteDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pixelgate receipt}, {@code account} and {@code audit} beside a server that has sold. */
class BooksCommandsTest {
  private static TestingRunner runner;
  private static TestingServer gateway;
  private static Path folder;
  private static Path config;
  private static Path jwks;
  private static List<String> ids;

  @BeforeAll
  static void sell(@TempDir Path temporary) throws IOException {
    folder = temporary;
    runner = TestingRunner.start();
    gateway = TestingServer.gateway(folder, "", runner.entry("r", "1.0e-8 USD/px"));
    ids = List.of(upscale(), upscale(), upscale());
    config = Files.writeString(folder.resolve("c.yaml"), "data: " + gateway.data() + "\n");
    // Reading one has it signed, so that there is a key.
    TestingCommand first = receipt("get", "--gateway", gateway.url(), ids.getFirst());
    assertEquals(0, first.exitCode(), first::toString);
    jwks =
        Files.writeString(
            folder.resolve("jwks.json"), store(gateway.data(), BooksCommandsTest::published));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  private static String upscale() {
    TestingAnswer answer =
        TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(64, 64)));
    assertEquals(200, answer.status(), answer::toString);
    return answer.header("Pixelgate-Request-Id").orElseThrow();
  }

  private static Future<String> published(Vertx vertx, Database database) {
    SigningSettings settings =
        new SigningSettings(Optional.empty(), Duration.ofDays(90), Duration.ofDays(400));
    return new SigningKeys(vertx, database, settings, InstantSource.system()).published();
  }

  private static <T> T store(Path data, BiFunction<Vertx, Database, Future<T>> work) {
    Vertx vertx = Vertx.vertx();
    try {
      Database database = new SqliteDatabase(vertx, data);
      return Blocking.join(work.apply(vertx, database).eventually(database::close));
    } finally {
      Blocking.join(vertx.close());
    }
  }

  private static TestingCommand receipt(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "receipt";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return TestingCommand.run(all);
  }

  private static Path saved(String... which) throws IOException {
    Object[] get = new Object[which.length + 3];
    get[0] = "get";
    get[1] = "--gateway";
    get[2] = gateway.url();
    System.arraycopy(which, 0, get, 3, which.length);
    TestingCommand got = receipt(get);
    assertEquals(0, got.exitCode(), got::toString);
    return Files.writeString(Files.createTempFile(folder, "receipts", ""), got.out());
  }

  private static TestingCommand verify(Path... files) {
    Object[] all = new Object[files.length + 3];
    all[0] = "verify";
    all[1] = "--jwks";
    all[2] = jwks;
    System.arraycopy(files, 0, all, 3, files.length);
    return receipt(all);
  }

  @Test
  void verifiesReceiptsOfSeveralFiles() throws IOException {
    TestingCommand good = verify(saved(ids.get(2)), saved(ids.get(0), ids.get(1)));

    assertEquals(0, good.exitCode(), good::toString);
    assertTrue(good.out().contains("account anonymous"), good::out);
    assertTrue(good.out().contains("receipts 1 to 3"), good::out);
    assertTrue(good.out().contains("3 receipts are genuine"), good::out);
    assertEquals(0, receipt("verify", "--gateway", gateway.url(), saved(ids.get(1))).exitCode());
  }

  @Test
  void findsReceiptsThatAreMissing() throws IOException {
    TestingCommand gap = verify(saved(ids.get(0), ids.get(2)));

    assertEquals(1, gap.exitCode(), gap::toString);
    assertTrue(gap.out().contains("receipt 2 is missing"), gap::out);
  }

  @Test
  void findsAChangedByte() throws IOException {
    Path file = saved(ids.get(0));
    Files.writeString(
        file, Files.readString(file).replace("\"charge\":\"0.00004", "\"charge\":\"0.00003"));

    TestingCommand changed = verify(file);

    assertEquals(1, changed.exitCode(), changed::toString);
    assertTrue(changed.out().contains("what it shows is not what was signed"), changed::out);
  }

  @Test
  void saysWrongUse() throws IOException {
    assertEquals(2, receipt("verify", folder.resolve("c.yaml")).exitCode());
    assertEquals(2, verify(folder.resolve("nothing")).exitCode());
    Path noKeys = Files.writeString(folder.resolve("no.json"), "[]");
    assertEquals(2, receipt("verify", "--jwks", noKeys, saved(ids.get(0))).exitCode());
    assertEquals(1, receipt("get", "--gateway", gateway.url(), "r_unknown").exitCode());
    assertEquals(2, TestingCommand.run("account", "--config", config).exitCode());
    assertEquals(
        2, TestingCommand.run("account", "a", "--csv", "--json", "--config", config).exitCode());
  }

  @Test
  void showsWhatAnAccountSpent() {
    TestingCommand local = TestingCommand.run("account", "anonymous", "--json", "--config", config);
    assertEquals(0, local.exitCode(), local::toString);
    JsonObject line = local.json().getJsonArray("days").getJsonObject(0);
    assertEquals(3, line.getInteger("requests"));
    assertEquals("0.000122880000 USD", line.getString("owed"));

    TestingCommand remote = TestingCommand.run("account", "--gateway", gateway.url());
    assertEquals(0, remote.exitCode(), remote::toString);
    assertTrue(remote.out().contains("0.000122880000 USD"), remote::out);
    assertTrue(remote.out().contains("budget    none"), remote::out);

    TestingCommand csv = TestingCommand.run("account", "anonymous", "--csv", "--config", config);
    assertTrue(csv.out().startsWith("day,pipeline,model,requests"), csv::out);
    assertTrue(csv.out().endsWith(",3,3,12288,0.000122880000,0.000122880000,0,0\r\n"), csv::out);
  }

  @Test
  void auditsTheBooks() {
    TestingCommand good = TestingCommand.run("audit", "--config", config);

    assertEquals(0, good.exitCode(), good::toString);
    assertTrue(good.out().contains("every chain of receipts is whole (3 checked)"), good::out);
    assertTrue(good.out().contains("the books are right"), good::out);
  }

  @Test
  void findsBooksThatAreWrong(@TempDir Path other) throws IOException {
    TestingServer books = TestingServer.gateway(other, "", runner.entry("r", "1.0e-8 USD/px"));
    int port = books.port();
    assertEquals(
        200, TestingClient.upscale(port, TestingForm.of(TestingPng.plain(64, 64))).status());
    books.close();
    Path wrong = Files.writeString(other.resolve("c.yaml"), "data: " + books.data() + "\n");
    store(
        books.data(),
        (vertx, database) ->
            database.transaction(session -> session.change("DELETE FROM receipt WHERE seq = 1")));

    TestingCommand found = TestingCommand.run("audit", "--json", "--config", wrong);

    assertEquals(1, found.exitCode(), found::toString);
    assertFalse(found.json().getBoolean("ok"));
    assertTrue(found.out().contains("receipt 1 to 1 are missing"), found::out);
    assertTrue(found.out().contains("every order that is over has its receipt"), found::out);
  }

  @Test
  void findsNothingWhereThereIsNoStore(@TempDir Path empty) throws IOException {
    Path other = Files.writeString(empty.resolve("c.yaml"), "data: " + empty.resolve("d") + "\n");

    TestingCommand nothing = TestingCommand.run("audit", "--config", other);

    assertEquals(2, nothing.exitCode(), nothing::toString);
    assertTrue(nothing.err().contains("there is no store yet"), nothing::err);
  }
}
