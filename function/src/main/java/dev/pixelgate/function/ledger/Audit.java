package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import io.vertx.core.Future;
import java.util.List;

/** Checks the ledger's invariants in the store, at one moment's state; changes nothing. */
public final class Audit {
  public Audit(Database database) {}

  /** Checks all of them. Fails when the store cannot be read. */
  public Future<List<Checked>> run() {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /**
   * One invariant.
   *
   * @param invariant in words, such as "no attempt ended twice"
   * @param count how many rows it was checked for
   * @param findings where it does not hold, at most 100; empty if it does
   */
  public record Checked(String invariant, long count, List<String> findings) {
    public Checked {
      findings = List.copyOf(findings);
    }
  }
}
