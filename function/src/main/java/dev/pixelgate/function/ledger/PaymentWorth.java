package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Checks that what payments are said to be worth in USD is their wei at their rate. */
final class PaymentWorth {
  private static final int PAGE = 1_000;
  private static final int MOST_FINDINGS = 100;

  private static final String PAYMENTS =
      "SELECT id, wei, usd, rate FROM payment WHERE id > ? AND rate IS NOT NULL ORDER BY id LIMIT "
          + PAGE;

  private final Session session;
  private final List<String> findings = new ArrayList<>();
  private long checked;

  PaymentWorth(Session session) {
    this.session = session;
  }

  Future<Audit.Checked> check() {
    return pages("")
        .map(
            done ->
                new Audit.Checked("each payment is worth its wei at its rate", checked, findings));
  }

  private Future<Void> pages(String after) {
    return session
        .rows(PAYMENTS, after)
        .compose(
            rows -> {
              rows.forEach(this::look);
              return rows.size() < PAGE ? Future.succeededFuture() : pages(rows.getLast().text(0));
            });
  }

  private void look(Row row) {
    checked++;
    if (findings.size() < MOST_FINDINGS && !isRight(row)) {
      findings.add("payment " + row.text(0));
    }
  }

  private static boolean isRight(Row row) {
    return Rate.fixed(new BigDecimal(row.text(3)))
        .worth(new BigInteger(row.text(1)))
        .map(Usd::picodollars)
        .equals(row.maybeNumber(2));
  }
}
