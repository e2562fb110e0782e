package dev.pixelgate.function.store;

/** Sums over what was paid with tickets, as part of other questions. */
public final class PaidSql {
  private PaidSql() {}

  /**
   * A number: what was paid for the attempt {@code a}; 0 when nothing was.
   *
   * @param part of a payment {@code p}
   */
  public static String ofAttempt(String part) {
    return "(SELECT %s FROM payment p WHERE p.account = a.account AND p.request = a.request AND p.attempt = a.attempt)"
        .formatted(WeiSql.sum(part));
  }

  /** Truth: whether the orchestrator of attempt {@code a} is owed. */
  public static String isOwed() {
    return "(SELECT COUNT(*) FROM transfer o WHERE o.account = a.account AND o.request = a.request AND o.attempt = a.attempt AND o.step IN ('settled', 'lost', 'loss')) > 0";
  }
}
