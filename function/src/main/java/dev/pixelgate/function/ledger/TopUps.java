package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Period;
import dev.pixelgate.pricing.ledger.Side;
import dev.pixelgate.pricing.ledger.Step;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Pays into the balances of prepaid accounts. Takes effect in running servers by itself. */
public final class TopUps {
  private static final String BOOK =
      """
      INSERT INTO transfer (account, request, attempt, step, at, debit, credit, amount)
      VALUES (?, ?, 0, ?, ?, ?, ?, ?)
      """;

  private static final String BOOKED =
      "SELECT amount FROM transfer WHERE account = ? AND request = ? AND attempt = 0 AND step = ?";

  private static final String MAKE =
      "INSERT INTO budget_period (account, period) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String LOCK =
      "UPDATE budget_period SET held = held WHERE account = ? AND period = ? RETURNING paid_in";

  private static final String PAY =
      "UPDATE budget_period SET paid_in = ? WHERE account = ? AND period = ?";

  private final Database database;
  private final InstantSource clock;

  /** Pays into this store. */
  public TopUps(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Pays in once, however often it is said.
   *
   * @param id of the payment, chosen by whoever pays; within the account
   * @return fails when the store cannot be used
   */
  public Future<TopUp> pay(String account, String id, Usd amount) {
    String period = Period.PREPAID.id();
    return database.transaction(
        session ->
            session
                .change(MAKE, account, period)
                .compose(v -> session.rows(LOCK, account, period))
                .compose(
                    rows -> pay(session, account, id, amount, new Usd(rows.getFirst().number(0)))));
  }

  private Future<TopUp> pay(Session session, String account, String id, Usd amount, Usd total) {
    return session
        .rows(BOOKED, account, id, Step.TOP_UP.toString())
        .compose(
            rows -> {
              if (!rows.isEmpty()) {
                Usd before = new Usd(rows.getFirst().number(0));
                return Future.succeededFuture(
                    before.equals(amount)
                        ? new TopUp.PaidBefore(total)
                        : new TopUp.OtherAmount(before));
              }
              return amount.picodollars() > Long.MAX_VALUE - total.picodollars()
                  ? Future.succeededFuture(new TopUp.TooMuch(total))
                  : book(session, account, id, amount, total.plus(amount));
            });
  }

  private Future<TopUp> book(Session session, String account, String id, Usd amount, Usd total) {
    return session
        .change(
            BOOK,
            account,
            id,
            Step.TOP_UP.toString(),
            clock.millis(),
            Side.PAYMENT.name(),
            Side.budget(account).name(),
            amount.picodollars())
        .compose(v -> session.change(PAY, total.picodollars(), account, Period.PREPAID.id()))
        .map(v -> new TopUp.Paid(total));
  }
}
