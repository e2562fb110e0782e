package dev.pixelgate.function.receipt;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.receipt.Head;
import dev.pixelgate.pricing.receipt.Place;
import dev.pixelgate.pricing.receipt.Receipt;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Puts a receipt at the end of its account's chain. Its place is known only within the transaction,
 * which may be undone and made again; so the end that is remembered is a guess, which the store
 * confirms by the same statement that moves it. A chain cannot fork, and a receipt that a commit
 * with a lost answer has written is not written again.
 *
 * @param instance whose chain it is
 */
record ReceiptWrite(Receipt receipt, String instance, Heads heads) implements Write {
  private static final String MOVE =
      """
      UPDATE receipt_chain SET seq = ?, hash = ?, at = ?
      WHERE account = ? AND instance = ? AND seq = ? AND hash = ?
        AND NOT EXISTS (SELECT 1 FROM receipt WHERE id = ?)""";

  private static final String BEGIN =
      "INSERT INTO receipt_chain (account, instance, seq, hash, at, kept_from)"
          + " VALUES (?, ?, 1, ?, ?, 1)";

  private static final String ADD =
      "INSERT INTO receipt (id, account, instance, seq, at, hash, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  /** The end of this chain or, while there is none, of the one that was written to last. */
  private static final String LAST =
      """
      SELECT instance, seq, hash FROM receipt_chain WHERE account = ?
      ORDER BY CASE WHEN instance = ? THEN 0 ELSE 1 END, at DESC, instance LIMIT 1""";

  @Override
  public Future<?> apply(Session session) {
    Optional<Head> guess =
        heads.of(receipt.account()).filter(head -> head.instance().equals(instance));
    return guess.isPresent()
        ? new Appending(session, guess.get()).move().compose(done -> done ? yes() : ask(session))
        : ask(session);
  }

  private Future<Boolean> ask(Session session) {
    return session
        .rows("SELECT 1 FROM receipt WHERE id = ?", receipt.id())
        .compose(there -> there.isEmpty() ? append(session) : yes());
  }

  private Future<Boolean> append(Session session) {
    return session
        .rows(LAST, receipt.account(), instance)
        .compose(
            rows -> {
              Optional<Head> last = rows.stream().findFirst().map(ReceiptWrite::head);
              return last.filter(head -> head.instance().equals(instance)).isPresent()
                  ? new Appending(session, last.get()).move().compose(this::moved)
                  : new Appending(session, Place.first(instance, last)).begin();
            });
  }

  /** Nobody else writes to this chain, so its end cannot have moved since it was read. */
  private Future<Boolean> moved(boolean done) {
    return done
        ? yes()
        : Future.failedFuture(
            new IllegalStateException("the chain of " + receipt.account() + " has another writer"));
  }

  private static Head head(Row row) {
    return new Head(row.text(0), row.number(1), new Sha256(row.text(2)));
  }

  private static Future<Boolean> yes() {
    return Future.succeededFuture(true);
  }

  /** One try at one place. */
  private final class Appending {
    private final Session session;
    private final Place place;
    private final long at = receipt.at().toEpochMilli();
    private final String body;
    private final Sha256 hash;

    Appending(Session session, Head last) {
      this(session, Place.after(last));
    }

    Appending(Session session, Place place) {
      this.session = session;
      this.place = place;
      this.body = receipt.at(place);
      this.hash = Receipt.hash(body);
    }

    /** Whether the chain ended there. */
    Future<Boolean> move() {
      return session
          .change(
              MOVE,
              place.seq(),
              hash.hex(),
              at,
              receipt.account(),
              instance,
              place.seq() - 1,
              place.previous().orElseThrow().hex(),
              receipt.id())
          .compose(rows -> rows == 1 ? add() : Future.succeededFuture(false));
    }

    Future<Boolean> begin() {
      return session
          .change(BEGIN, receipt.account(), instance, hash.hex(), at)
          .compose(made -> add());
    }

    private Future<Boolean> add() {
      return session
          .change(ADD, receipt.id(), receipt.account(), instance, place.seq(), at, hash.hex(), body)
          .map(
              added -> {
                heads.put(receipt.account(), new Head(instance, place.seq(), hash));
                return true;
              });
    }
  }
}
