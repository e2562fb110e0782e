package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Sha256;

/** Names one receipt of an account as the last one so far: its chain, its number, its hash. */
public record Head(String instance, long seq, Sha256 hash) {
  CanonicalJson json() {
    return new CanonicalJson().put("instance", instance).put("seq", seq).put("hash", hash.hex());
  }
}
