package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.ledger.TopUp;
import dev.pixelgate.function.ledger.TopUps;
import dev.pixelgate.function.store.AccountLimits;
import dev.pixelgate.function.store.AccountStore;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixelgate account top-up}, beside a running server or without one. */
@Command(
    name = "top-up",
    description = "Books a payment into an account's balance; running servers follow within 2 s.")
final class AccountTopUpCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "the account")
  private String account;

  @Parameters(index = "1", paramLabel = "AMOUNT", description = "such as \"25 USD\"")
  private String amount;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "of the payment: the same one is booked once, however often it is said")
  private Optional<String> id = Optional.empty();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  AccountTopUpCommand() {}

  @Override
  public Integer call() {
    Usd paid = paid();
    String payment = payment();
    Configuration configuration = common.require(Map.of());
    ConfiguredNames configured = new ConfiguredNames(configuration.accounts());
    Booked booked =
        StoreUse.of(
                configuration,
                (vertx, database) -> book(database, payment, paid, configured.has(account)))
            .orElseThrow(() -> new WrongUseException(ConfiguredNames.unknown(account)));
    Optional<Budget> budget =
        configured.budget(account).or(() -> booked.limits().flatMap(AccountLimits::budget));
    say(payment, paid, booked.topUp(), budget);
    return ExitCode.DONE;
  }

  /** Nothing when nobody knows the account. */
  private Future<Optional<Booked>> book(
      Database database, String payment, Usd paid, boolean configured) {
    return new AccountStore(database, InstantSource.system())
        .find(account)
        .compose(
            limits ->
                limits.isPresent() || configured
                    ? new TopUps(database, InstantSource.system())
                        .pay(account, payment, paid)
                        .map(topUp -> Optional.of(new Booked(topUp, limits)))
                    : Future.succeededFuture(Optional.empty()));
  }

  private Usd paid() {
    try {
      Usd usd = Usd.parse(amount);
      if (usd.equals(Usd.ZERO)) {
        throw new WrongUseException("a payment of 0 USD is none");
      }
      return usd;
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
  }

  private String payment() {
    return id.map(
            given -> {
              if (!given.matches("[!-~]{1,64}")) {
                throw new WrongUseException("--id is 1 to 64 visible ASCII characters");
              }
              return given;
            })
        .orElseGet(() -> "p_" + HexFormat.of().toHexDigits(new SecureRandom().nextLong()));
  }

  private void say(String payment, Usd paid, TopUp topUp, Optional<Budget> budget) {
    switch (topUp) {
      case TopUp.Paid(Usd total) -> say(payment, paid, total, "paid in", budget);
      case TopUp.PaidBefore(Usd total) -> say(payment, paid, total, "paid in before", budget);
      case TopUp.OtherAmount(Usd other) ->
          throw new WrongUseException(
              "payment %s of %s was booked before, with %s".formatted(payment, account, other));
      case TopUp.TooMuch(Usd total) ->
          throw new WrongUseException(
              "%s and the %s paid in before are more than is counted (%s)"
                  .formatted(paid, total, Usd.LARGEST));
    }
  }

  private void say(String payment, Usd paid, Usd total, String what, Optional<Budget> budget) {
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      out.println(
          new JsonObject()
              .put("account", account)
              .put("id", payment)
              .put("amount", paid.toString())
              .put("paid_in", total.toString())
              .encode());
    } else {
      out.println(
          "%s: %s USD %s as %s, %s USD in all"
              .formatted(account, paid.toShortDecimal(), what, payment, total.toShortDecimal()));
      if (!(budget.orElse(null) instanceof Budget.Prepaid)) {
        out.println(
            "its budget is %s: the balance counts from pixelgate account set %s --budget prepaid on"
                .formatted(budget.map(Budget::toString).orElse("none"), account));
      }
    }
    out.flush();
  }

  /** What came of it, and what the store says of the account. */
  private record Booked(TopUp topUp, Optional<AccountLimits> limits) {}
}
