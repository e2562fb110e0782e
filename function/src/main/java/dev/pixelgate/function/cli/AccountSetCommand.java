package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.store.AccountStore;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixelgate account set}, beside a running server or without one. */
@Command(
    name = "set",
    description = "Gives an account a budget; running servers follow within 2 s.")
final class AccountSetCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "the account")
  private String account;

  @Option(
      names = "--budget",
      required = true,
      paramLabel = "B",
      description =
          "such as \"5 USD/day\", \"100 USD/month Europe/Berlin\", prepaid, or none for no limit")
  private String budget;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  AccountSetCommand() {}

  @Override
  public Integer call() {
    Configuration configuration = common.require(Map.of());
    Optional<Budget> wanted = BudgetText.parseOrNone(budget);
    ConfiguredNames configured = new ConfiguredNames(configuration.accounts());
    configured.refuseIfBudgeted(account);
    boolean known =
        StoreUse.of(
            configuration,
            (vertx, database) -> {
              AccountStore accounts = new AccountStore(database, InstantSource.system());
              Future<Void> ready =
                  configured.has(account) ? accounts.make(account) : Future.succeededFuture();
              return ready.compose(made -> accounts.setBudget(account, wanted));
            });
    if (!known) {
      throw new WrongUseException(ConfiguredNames.unknown(account));
    }
    say(wanted);
    return ExitCode.DONE;
  }

  private void say(Optional<Budget> wanted) {
    PrintWriter out = spec.commandLine().getOut();
    String text = wanted.map(Budget::toString).orElse("none");
    if (common.json()) {
      out.println(new JsonObject().put("account", account).put("budget", text).encode());
    } else {
      out.println(
          wanted.isEmpty() ? account + " may spend anything" : account + " has the budget " + text);
    }
    out.flush();
  }
}
