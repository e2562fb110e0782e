package dev.pixelgate.function.ledger;

/** Holds nothing: for accounts without a budget. */
record FreeHold(String instance) implements Hold {
  @Override
  public String period() {
    return "";
  }

  @Override
  public void giveBack() {}

  @Override
  public void release() {}

  @Override
  public void spend() {}

  @Override
  public void written() {}
}
