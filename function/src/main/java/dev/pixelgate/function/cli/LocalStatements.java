package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.PaymentRules;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.statement.CreditBook;
import dev.pixelgate.function.statement.CreditJson;
import dev.pixelgate.function.statement.CreditLine;
import dev.pixelgate.function.statement.Credits;
import dev.pixelgate.function.statement.Days;
import dev.pixelgate.function.statement.Statement;
import dev.pixelgate.function.statement.StatementBook;
import dev.pixelgate.function.statement.StatementCsv;
import dev.pixelgate.function.statement.StatementJson;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The statements of this configuration's store, beside a running server or without one. Whoever
 * reads them there is an operator.
 */
record LocalStatements(Configuration configuration) implements Statements {
  @Override
  public JsonObject json(Optional<String> account, Optional<String> from, Optional<String> until) {
    return StatementJson.of(statement(account.orElseThrow(), from, until), true);
  }

  @Override
  public JsonObject payments() {
    List<CreditLine> lines =
        StoreUse.of(
            configuration,
            (vertx, database) ->
                new CreditBook(database, configuration.limits().request(), InstantSource.system())
                    .lines());
    return CreditJson.of(new Credits(lines, configuration.payments().map(PaymentRules::maxFloat)));
  }

  @Override
  public String csv(Optional<String> account, Optional<String> from, Optional<String> until) {
    return StatementCsv.of(statement(account.orElseThrow(), from, until).lines(), true);
  }

  private Statement statement(String account, Optional<String> from, Optional<String> until) {
    Days days = days(from, until);
    return StoreUse.of(
        configuration,
        (vertx, database) ->
            database
                .exists()
                .compose(
                    there ->
                        there
                            ? budget(database, account)
                            : Future.succeededFuture(Optional.empty()))
                .compose(
                    budget ->
                        new StatementBook(database)
                            .lines(account, days)
                            .map(lines -> new Statement(account, days, budget, lines))));
  }

  private static Days days(Optional<String> from, Optional<String> until) {
    try {
      return Days.of(from, until, InstantSource.system().instant());
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Budget> configured(String account) {
    return configuration.accounts().stream()
        .filter(one -> one.name().equals(account))
        .flatMap(one -> one.limits().budget().stream())
        .findFirst();
  }

  /** What the configuration says wins over what is stored, as in the server. */
  private Future<Optional<BudgetState>> budget(Database database, String account) {
    return database
        .read(session -> session.rows("SELECT budget FROM account WHERE name = ?", account))
        .map(rows -> rows.stream().findFirst().flatMap(row -> row.maybeText(0)))
        .map(stored -> configured(account).or(() -> stored.map(Budget::parse)))
        .compose(
            budget ->
                budget.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : Ledger.state(database, account, budget.get(), InstantSource.system())
                        .map(Optional::of));
  }
}
