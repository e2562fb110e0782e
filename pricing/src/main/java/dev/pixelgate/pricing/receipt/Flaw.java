package dev.pixelgate.pricing.receipt;

/** Where a chain of receipts is not whole. */
public sealed interface Flaw {
  /** Receipts that must exist are not here. */
  record Missing(long from, long to) implements Flaw {
    @Override
    public String toString() {
      return from == to ? "receipt " + from + " is missing" : from + " to " + to + " are missing";
    }
  }

  /** The hash that this receipt names is not that of the one before it: one was changed. */
  record Unlinked(long seq) implements Flaw {
    @Override
    public String toString() {
      return "receipt %d does not name the hash of receipt %d".formatted(seq, seq - 1);
    }
  }

  /** Two receipts differ and have one number. */
  record Forked(long seq) implements Flaw {
    @Override
    public String toString() {
      return "there are two different receipts " + seq;
    }
  }

  /** A later chain names another hash of this receipt: it was changed. */
  record Disowned(long seq, String by) implements Flaw {
    @Override
    public String toString() {
      return "receipt %d has not the hash that the chain of %s names".formatted(seq, by);
    }
  }

  /** Two receipts are for the same request. */
  record Repeated(long seq, String id) implements Flaw {
    @Override
    public String toString() {
      return "receipt %d is a second one for request %s".formatted(seq, id);
    }
  }
}
