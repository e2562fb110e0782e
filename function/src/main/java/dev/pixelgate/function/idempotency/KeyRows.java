package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements on the table of idempotency keys. */
final class KeyRows {
  private KeyRows() {}

  /**
   * A key as it stands in the store.
   *
   * @param answer absent while the request runs
   */
  record Kept(
      Sha256 job,
      String instance,
      String request,
      Instant expires,
      Optional<StoredAnswer> answer) {}

  /** Whether it was free. */
  static Future<Boolean> insert(
      Session session, AccountKey key, Sha256 job, Origin origin, Instant now, Instant expires) {
    return session
        .change(
            "INSERT INTO idempotency"
                + " (account, key, job, instance, request, created_at, expires_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            key.account(),
            key.key(),
            job.hex(),
            origin.instance(),
            origin.request(),
            now.toEpochMilli(),
            expires.toEpochMilli())
        .map(changed -> changed == 1);
  }

  static Future<Optional<Kept>> find(Session session, AccountKey key) {
    return session
        .rows(
            "SELECT job, instance, request, expires_at, status, headers, before_base, after_base"
                + " FROM idempotency WHERE account = ? AND key = ?",
            key.account(),
            key.key())
        .map(rows -> rows.stream().findFirst().map(KeyRows::kept));
  }

  private static Kept kept(Row row) {
    String request = row.text(2);
    Optional<StoredAnswer> answer =
        row.maybeNumber(4)
            .map(
                status ->
                    new StoredAnswer(
                        request,
                        Math.toIntExact(status),
                        headers(row.text(5)),
                        row.text(6),
                        row.text(7)));
    return new Kept(
        new Sha256(row.text(0)), row.text(1), request, Instant.ofEpochMilli(row.number(3)), answer);
  }

  private static Map<String, String> headers(String json) {
    Map<String, String> headers = new LinkedHashMap<>();
    new JsonObject(json).forEach(header -> headers.put(header.getKey(), "" + header.getValue()));
    return headers;
  }

  /** Answers the request that has the key; nothing when another one has it by now. */
  static Future<Integer> answer(
      Session session, AccountKey key, StoredAnswer answer, Instant expires) {
    JsonObject headers = new JsonObject();
    answer.headers().forEach(headers::put);
    return session.change(
        "UPDATE idempotency SET status = ?, headers = ?, before_base = ?, after_base = ?,"
            + " expires_at = ? WHERE account = ? AND key = ? AND request = ? AND status IS NULL",
        (long) answer.status(),
        headers.encode(),
        answer.beforeBase(),
        answer.afterBase(),
        expires.toEpochMilli(),
        key.account(),
        key.key(),
        answer.request());
  }

  /** Frees the key of a request that was not answered. */
  static Future<Integer> free(Session session, AccountKey key, String request) {
    return session.change(
        "DELETE FROM idempotency"
            + " WHERE account = ? AND key = ? AND request = ? AND status IS NULL",
        key.account(),
        key.key(),
        request);
  }

  /** Frees a key whose answer is too old. */
  static Future<Integer> freeExpired(Session session, AccountKey key, Instant now) {
    return session.change(
        "DELETE FROM idempotency WHERE account = ? AND key = ?"
            + " AND expires_at <= ? AND status IS NOT NULL",
        key.account(),
        key.key(),
        now.toEpochMilli());
  }

  /** Removes some of those that are too old, and answers how many. */
  static Future<Integer> sweep(Session session, Instant now, int most) {
    return session.change(
        "DELETE FROM idempotency WHERE (account, key) IN"
            + " (SELECT account, key FROM idempotency WHERE expires_at <= ? LIMIT ?)",
        now.toEpochMilli(),
        (long) most);
  }

  static Future<Boolean> lives(Session session, String instance) {
    return session
        .rows("SELECT id FROM instance WHERE id = ?", instance)
        .map(rows -> !rows.isEmpty());
  }

  /** What has become of the attempts of a request. */
  static Future<Remains> remains(Session session, String account, String request) {
    return session
        .rows(
            "SELECT attempt.charge, transfer.step FROM attempt LEFT JOIN transfer"
                + " ON transfer.account = attempt.account AND transfer.request = attempt.request"
                + " AND transfer.attempt = attempt.attempt"
                + " AND transfer.step IN ('settled', 'released', 'lost')"
                + " WHERE attempt.account = ? AND attempt.request = ?",
            account,
            request)
        .map(KeyRows::remains);
  }

  private static Remains remains(List<Row> attempts) {
    boolean open = false;
    Usd charge = Usd.ZERO;
    for (Row attempt : attempts) {
      Optional<String> step = attempt.maybeText(1);
      open |= step.isEmpty();
      if (step.filter(one -> !one.equals("released")).isPresent()) {
        charge = charge.plus(new Usd(attempt.number(0)));
      }
    }
    return new Remains(open, charge);
  }

  /**
   * The money of a request whose server is gone.
   *
   * @param open whether an attempt has not been resolved yet
   * @param charge what the account pays for the others
   */
  record Remains(boolean open, Usd charge) {}
}
