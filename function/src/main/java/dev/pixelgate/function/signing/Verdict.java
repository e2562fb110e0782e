package dev.pixelgate.function.signing;

/** What a signature is worth. */
public sealed interface Verdict {
  /** Signed with a known key, every byte as it was. */
  record Genuine(String keyId, String payload) implements Verdict {}

  /** Not signed with it, changed since, or nothing of this kind at all. */
  record Forged(String why) implements Verdict {}

  /** Signed with a key that is not among the known ones; whether rightly, nobody can say. */
  record UnknownKey(String keyId) implements Verdict {}
}
