package dev.pixelgate.router.livepeer.payment;

import java.util.Map;

/** What to do about an orchestrator's refusal to quote, where its words are known. */
final class Advice {
  /** Its words when it will not quote, and what they ask for. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "insufficient sender reserve",
          "raise the reserve of the signer's account, of which each orchestrator counts its share",
          "req sig check failed",
          "the signer's signature is not accepted: it may be on another chain or of another version",
          "price cannot be converted to int64",
          "its price does not fit the protocol, only its operator can mend that");

  private Advice() {}

  /** A phrase in brackets with a space before it, or nothing. */
  static String on(String text) {
    return KNOWN.entrySet().stream()
        .filter(known -> text.contains(known.getKey()))
        .map(known -> " (" + known.getValue() + ")")
        .findFirst()
        .orElse("");
  }
}
