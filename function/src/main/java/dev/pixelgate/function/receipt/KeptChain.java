package dev.pixelgate.function.receipt;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.WeiSql;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.receipt.Link;
import dev.pixelgate.pricing.receipt.Receipt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** One chain in the store while it is audited, some hundreds of its receipts at a time. */
final class KeptChain {
  private static final int BATCH = 500;

  /** With what the ledger booked for the request, while its attempts are kept. */
  private static final String PAGE =
      """
      SELECT r.seq, r.id, r.hash, r.body, (
        SELECT CAST(SUM(CASE WHEN t.step IN ('settled', 'lost') THEN t.amount ELSE 0 END) AS BIGINT)
        FROM transfer t WHERE t.account = r.account AND t.request = r.id),
        (SELECT %s FROM payment p WHERE p.account = r.account AND p.request = r.id),
        (SELECT %s FROM payment p WHERE p.account = r.account AND p.request = r.id)
      FROM receipt r
      WHERE r.account = ? AND r.instance = ? AND r.seq > ? AND r.seq <= ?
      ORDER BY r.seq LIMIT %d"""
          .formatted(WeiSql.sum(WeiSql.gwei("p.wei")), WeiSql.sum(WeiSql.rest("p.wei")), BATCH);

  private final Database database;
  private final String account;
  private final String instance;
  private final long end;
  private final String endHash;
  private final ChainFindings findings;
  private long last;
  private Optional<Sha256> lastHash = Optional.empty();

  /**
   * One that is to be checked.
   *
   * @param head account, instance, number and hash of its last receipt, number of its first one
   */
  KeptChain(Database database, Row head, ChainFindings findings) {
    this.database = database;
    this.account = head.text(0);
    this.instance = head.text(1);
    this.end = head.number(2);
    this.endHash = head.text(3);
    this.last = head.number(4) - 1;
    this.findings = findings;
  }

  /** Looks at all of it, to where it ended when that was asked for. */
  Future<Void> check() {
    return database
        .read(session -> session.rows(PAGE, account, instance, last, end))
        .compose(this::page);
  }

  private Future<Void> page(List<Row> rows) {
    rows.forEach(this::receipt);
    if (rows.size() == BATCH) {
      return check();
    }
    if (last < end) {
      findings.ofChain(where(last + 1) + " to " + end + " are missing");
    } else if (!lastHash.map(Sha256::hex).equals(Optional.of(endHash))) {
      findings.ofChain(where(end) + " has not the hash that its chain ends with");
    }
    return Future.succeededFuture();
  }

  private void receipt(Row row) {
    findings.seen();
    long seq = row.number(0);
    String body = row.text(3);
    if (seq != last + 1) {
      findings.ofChain(where(last + 1) + " to " + (seq - 1) + " are missing");
      lastHash = Optional.empty();
    }
    try {
      link(seq, row, LinkReader.read(body));
      JsonObject json = new JsonObject(body);
      booked(seq, row.maybeNumber(4), json);
      if (row.maybeNumber(4).isPresent()) {
        paid(seq, WeiSql.wei(row.number(5), row.number(6)), json);
      }
    } catch (IllegalArgumentException e) {
      findings.ofChain(where(seq) + ": " + e.getMessage());
    }
    last = seq;
    lastHash = Optional.of(Receipt.hash(body));
  }

  private void link(long seq, Row row, Link link) {
    if (!link.hash().hex().equals(row.text(2))) {
      findings.ofChain(where(seq) + " was changed");
    }
    if (!link.id().equals(row.text(1))
        || !link.account().equals(account)
        || !link.place().instance().equals(instance)
        || link.place().seq() != seq) {
      findings.ofChain(where(seq) + " says that it is another one");
    }
    if (lastHash.isPresent() && !link.place().previous().equals(lastHash)) {
      findings.ofChain(where(seq) + " does not name the hash of the one before");
    }
  }

  private void booked(long seq, Optional<Long> picodollars, JsonObject body) {
    Usd charge = Usd.parse(String.valueOf(body.getString("charge")));
    Optional<Usd> booked = picodollars.map(Usd::new);
    if (booked.isPresent() && !booked.get().equals(charge)) {
      findings.ofCharge("%s charges %s, booked are %s".formatted(where(seq), charge, booked.get()));
    }
  }

  /** A payment that was written after its attempt had been given up is booked alone. */
  private void paid(long seq, BigInteger booked, JsonObject body) {
    BigInteger said = BigInteger.ZERO;
    for (Object attempt : body.getJsonArray("attempts")) {
      JsonObject paid = ((JsonObject) attempt).getJsonObject("paid");
      if (paid != null) {
        said = said.add(new BigInteger(paid.getString("wei").replace(" wei", "")));
      }
    }
    if (said.compareTo(booked) > 0) {
      findings.ofCharge(
          "%s says that %s wei were paid, booked are %s".formatted(where(seq), said, booked));
    }
  }

  private String where(long seq) {
    return "account " + account + " instance " + instance + " receipt " + seq;
  }
}
