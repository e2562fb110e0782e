package dev.pixelgate.router.livepeer.payment;

/** What a signer answers to the question for tickets. */
sealed interface SignerAnswer {
  /** Tickets. */
  record Tickets(Signed signed) implements SignerAnswer {}

  /** 480: the parameters of the tickets or the token are too old. */
  record TooOld() implements SignerAnswer {}

  /**
   * 481: the price is above the signer's own cap, or rose since its state began.
   *
   * @param text its words
   */
  record TooDear(String text) implements SignerAnswer {}

  /** 482: by its count there is enough already. */
  record Enough() implements SignerAnswer {}

  /**
   * Any other refusal: 400 for what is wrong with the question, what its webhook says.
   *
   * @param text its words
   */
  record Refused(int status, String text) implements SignerAnswer {}

  /**
   * No usable answer, or a 5xx: it may be asked again.
   *
   * @param problem a phrase after its name
   */
  record Away(String problem) implements SignerAnswer {}
}
