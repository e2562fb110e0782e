package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account may spend, from the command line. */
class AccountBudgetTest {
  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config = Files.writeString(folder.resolve("c.yaml"), data());
  }

  private String data() {
    return "data: " + folder.resolve("data") + "\n";
  }

  private void account(String more) throws IOException {
    Files.writeString(
        config, data() + "accounts: [ { name: boss, key-sha256: %s%s } ]\n".formatted(FOO, more));
  }

  private TestingCommand run(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = config;
    return TestingCommand.run(all);
  }

  private String budget(String account) {
    TestingCommand shown = run("account", account, "--json");
    assertEquals(0, shown.exitCode(), shown::toString);
    return shown.json().encode();
  }

  private static void assertDone(TestingCommand command, String out) {
    assertEquals(0, command.exitCode(), command::toString);
    assertTrue(command.out().startsWith(out), command::toString);
  }

  private static void assertWrongUse(TestingCommand command, String err) {
    assertEquals(2, command.exitCode(), command::toString);
    assertTrue(command.err().contains(err), command::toString);
    assertEquals("", command.out());
  }

  @Test
  void aKeyMayComeWithABudgetOfItsAccount() {
    assertEquals(0, run("key", "new", "acme", "--budget", "5 USD/day").exitCode());
    assertTrue(budget("acme").contains("5 USD/day"), () -> budget("acme"));
    assertEquals(0, run("key", "new", "acme").exitCode());
    assertTrue(budget("acme").contains("5 USD/day"), () -> budget("acme"));
  }

  @Test
  void aBudgetIsSetAndTakenAway() {
    run("key", "new", "acme");
    assertDone(
        run("account", "set", "acme", "--budget", "100 USD/month Europe/Berlin"),
        "acme has the budget 100 USD/month Europe/Berlin");
    assertTrue(budget("acme").contains("100 USD/month Europe/Berlin"), () -> budget("acme"));
    assertDone(run("account", "set", "acme", "--budget", "none"), "acme may spend anything");
    assertTrue(!budget("acme").contains("USD/month"), () -> budget("acme"));
    assertEquals(
        "{\"account\":\"acme\",\"budget\":\"prepaid\"}",
        run("account", "set", "acme", "--budget", "prepaid", "--json").json().encode());
  }

  @Test
  void anAccountThatNobodyKnowsGetsNothing() {
    assertWrongUse(
        run("account", "set", "acme", "--budget", "5 USD/day"),
        "there is no account acme; pixelgate key new acme makes it");
    assertWrongUse(run("account", "top-up", "acme", "5 USD"), "there is no account acme");
  }

  @Test
  void aBudgetThatIsNoneIsWrongUse() {
    run("key", "new", "acme");
    assertWrongUse(
        run("account", "set", "acme", "--budget", "5 USD/year"),
        "has the window year; there is hour, day, week and month");
    assertWrongUse(run("account", "top-up", "acme", "5 EUR"), "USD is needed");
    assertWrongUse(run("account", "top-up", "acme", "0 USD"), "a payment of 0 USD is none");
    assertWrongUse(run("account", "top-up", "acme", "1 USD", "--id", "a b"), "visible ASCII");
  }

  @Test
  void theConfigurationsBudgetCannotBeOverruledHere() throws IOException {
    account(", budget: 1 USD/day");
    String said = "the configuration gives boss the budget 1 USD/day, which holds";
    assertWrongUse(run("account", "set", "boss", "--budget", "5 USD/day"), said);
    assertWrongUse(run("key", "new", "boss", "--budget", "5 USD/day"), said);
  }

  @Test
  void anAccountOfTheConfigurationMayHaveItsBudgetInTheStore() throws IOException {
    account("");
    assertDone(run("account", "set", "boss", "--budget", "5 USD/day"), "boss has the budget");
    assertTrue(budget("boss").contains("5 USD/day"), () -> budget("boss"));
  }

  @Test
  void paymentsAddUpAndEachIsBookedOnce() {
    run("key", "new", "acme", "--budget", "prepaid");
    assertDone(
        run("account", "top-up", "acme", "10 USD", "--id", "inv-1"),
        "acme: 10 USD paid in as inv-1, 10 USD in all");
    assertDone(
        run("account", "top-up", "acme", "10 USD", "--id", "inv-1"),
        "acme: 10 USD paid in before as inv-1, 10 USD in all");
    assertWrongUse(
        run("account", "top-up", "acme", "11 USD", "--id", "inv-1"),
        "payment inv-1 of acme was booked before, with 10.000000000000 USD");
    assertEquals(
        "12.500000000000 USD",
        run("account", "top-up", "acme", "2.5 USD", "--json").json().getString("paid_in"));
    assertWrongUse(run("account", "top-up", "acme", "9223372 USD"), "more than is counted");
  }

  @Test
  void saysThatABalanceDoesNotCountYet() {
    run("key", "new", "acme");
    TestingCommand paid = run("account", "top-up", "acme", "1 USD");
    assertTrue(
        paid.out().contains("its budget is none: the balance counts from pixelgate account set"),
        paid::toString);
  }
}
