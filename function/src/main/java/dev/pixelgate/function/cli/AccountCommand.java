package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixelgate account}: what an account may spend, and what it spent. */
@Command(
    name = "account",
    description = "Shows how an account's budget stands and what it spent, by day and model.",
    subcommands = {AccountSetCommand.class, AccountTopUpCommand.class})
final class AccountCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "the account; with --gateway that of the key when not given")
  private Optional<String> name = Optional.empty();

  @Option(names = "--csv", description = "the days as comma-separated values")
  private boolean csv;

  @Option(
      names = "--operator",
      description = "what orchestrators were paid with tickets, instead of an account")
  private boolean operator;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "the first day, such as 2026-11-01; 30 days when not given")
  private Optional<String> from = Optional.empty();

  @Option(names = "--until", paramLabel = "DAY", description = "the day after the last one")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "asks this gateway, instead of this configuration's store")
  private Optional<URI> gateway = Optional.empty();

  @Option(names = "--key", paramLabel = "K", description = "the gateway's key")
  private Optional<String> key = Optional.empty();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  AccountCommand() {}

  @Override
  public Integer call() {
    if (csv && common.json()) {
      throw new ParameterException(spec.commandLine(), "--csv or --json, not both");
    }
    Statements statements = statements();
    PrintWriter out = spec.commandLine().getOut();
    if (operator) {
      show(out, statements.payments());
    } else if (csv) {
      out.print(statements.csv(name, from, until));
    } else {
      JsonObject statement = statements.json(name, from, until);
      if (common.json()) {
        out.println(statement.encode());
      } else {
        StatementTable.of(statement).forEach(out::println);
      }
    }
    out.flush();
    return ExitCode.DONE;
  }

  private void show(PrintWriter out, JsonObject payments) {
    if (common.json()) {
      out.println(payments.encode());
    } else if (csv) {
      out.print(CreditTable.csv(payments));
    } else {
      CreditTable.of(payments).forEach(out::println);
    }
  }

  private Statements statements() {
    if (operator && (name.isPresent() || from.isPresent() || until.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--operator is about orchestrators: no NAME and no days");
    }
    if (gateway.isPresent()) {
      return new GatewayStatements(gateway.get(), key);
    }
    if (key.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--key goes with --gateway");
    }
    if (name.isEmpty() && !operator) {
      throw new ParameterException(
          spec.commandLine(), "which account? NAME, --operator, or --gateway");
    }
    return new LocalStatements(common.require(Map.of()));
  }
}
