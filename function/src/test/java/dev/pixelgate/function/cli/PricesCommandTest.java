package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.store.TestingKeys;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pixelgate prices --gateway}. */
class PricesCommandTest {
  private static TestingRunner runner;
  private static TestingServer gateway;
  private static String key;

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
            "caps: [ { max: 1.5e-8 USD/px } ]\n",
            runner.entry("beta", "1.0e-8 USD/px"),
            runner.entry("gamma", "2.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  private static TestingCommand prices(Object... arguments) {
    Object[] all = new Object[arguments.length + 5];
    all[0] = "prices";
    all[1] = "--gateway";
    all[2] = gateway.url() + "/";
    all[3] = "--key";
    all[4] = key;
    System.arraycopy(arguments, 0, all, 5, arguments.length);
    return TestingCommand.run(all);
  }

  @Test
  void showsATable() {
    TestingCommand command = prices("--pixels", "1000x500");

    assertEquals(0, command.exitCode(), command::toString);
    assertTrue(command.out().contains("1000 x 500 px, 500000 pixels"), command::out);
    assertTrue(command.out().contains("1  beta "), command::out);
    assertTrue(command.out().contains("0.005000000000 USD"), command::out);
    assertTrue(
        command.out().contains("5.0e-9 USD/px over the cap of 1.5e-8 USD/px (caps[0])"),
        command::out);
    assertEquals(0, runner.received().size());
  }

  @Test
  void showsTheDocumentOfTheGateway() {
    TestingCommand command =
        prices("--json", "--pipeline", "upscale", "--model", TestingServer.MODEL);

    assertEquals(0, command.exitCode(), command::toString);
    assertEquals(2, command.json().getJsonArray("offers").size());
    assertEquals(256, command.json().getInteger("width"));
  }

  @Test
  void saysWhatTheGatewaySays() {
    TestingCommand model = prices("--model", "no/such");
    assertEquals(1, model.exitCode(), model::toString);
    assertTrue(model.err().contains("400 model no/such is not offered here"), model::err);
    TestingCommand large = prices("--pixels", "9000x1");
    assertTrue(large.err().contains("413 image side of 9000 px"), large::err);
    TestingCommand pipeline = prices("--pipeline", "paint");
    assertTrue(pipeline.err().contains("422 pipeline: Input should be 'upscale'"), pipeline::err);
    TestingCommand wrong =
        TestingCommand.run("prices", "--gateway", gateway.url(), "--key", "pg_wrong");
    assertEquals(1, wrong.exitCode(), wrong::toString);
    assertTrue(wrong.err().contains("401 this key is not known here"), wrong::err);
  }

  @Test
  void refusesASizeThatIsNone() {
    TestingCommand command = prices("--pixels", "1000");
    assertEquals(2, command.exitCode(), command::toString);
    assertTrue(command.err().contains("such as 1920x1080"), command::err);
  }

  @ParameterizedTest
  @CsvSource({
    "200, [], answered no JSON",
    "200, {}, answered no list of prices",
    "200, <html>, answered no JSON",
    "502, <html>, answered 502 Bad Gateway"
  })
  void failsWhereSomethingElseAnswers(int status, String body, String message) {
    try (TestingRunner strange = TestingRunner.start()) {
      strange.isAsked(one -> one.request().response().setStatusCode(status).end(body));
      TestingCommand command = TestingCommand.run("prices", "--gateway", strange.url());
      assertEquals(1, command.exitCode(), command::toString);
      assertTrue(command.err().contains(message), command::err);
    }
  }

  @Test
  void failsWhereNobodyAnswers() {
    TestingCommand command = TestingCommand.run("prices", "--gateway", "http://127.0.0.1:1");
    assertEquals(1, command.exitCode(), command::toString);
    assertTrue(command.err().contains("127.0.0.1:1"), command::err);
  }
}
