package dev.pixelgate.pricing.ledger;

/**
 * One side of the ledger, from which or to which money goes.
 *
 * @param name in the store
 */
public record Side(String name) {
  /** What the gateway pays itself. */
  public static final Side GATEWAY = new Side("gateway");

  /** Where balances come from. */
  public static final Side PAYMENT = new Side("payment");

  /** Where the tickets come from that orchestrators are paid with. */
  public static final Side DEPOSIT = new Side("deposit");

  /** What an account may spend. */
  public static Side budget(String account) {
    return new Side("budget:" + account);
  }

  /** What is held for attempts of an account that have not ended. */
  public static Side reserved(String account) {
    return new Side("reserved:" + account);
  }

  /** What an orchestrator is owed. */
  public static Side orchestrator(String name) {
    return new Side("orchestrator:" + name);
  }

  /** What an orchestrator was paid ahead. */
  public static Side credit(String name) {
    return new Side("credit:" + name);
  }

  @Override
  public String toString() {
    return name;
  }
}
