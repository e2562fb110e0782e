package dev.pixelgate.function.ledger;

/**
 * The money that is held for one attempt. Takes {@link #giveBack}, or else one of {@link #release}
 * and {@link #spend} and then {@link #written}. Any thread.
 */
interface Hold {
  /** Which run of the server holds it. */
  String instance();

  /** Of which period of the budget; empty where there is no budget to hold it of. */
  String period();

  /** Nothing was dispatched: free again. */
  void giveBack();

  /** Not owed, and that is on its way to the disk: free for what is written after it. */
  void release();

  /** Owed, and that is on its way to the disk. */
  void spend();

  /** The end is on disk. */
  void written();
}
