package dev.pixelgate.router.livepeer.chain;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256, Ethereum's hash: padded otherwise than the SHA-3 that the JDK has. */
final class Keccak {
  static final int BYTES = 32;

  private Keccak() {}

  /** Of these bytes, one after the other. */
  static byte[] of(byte[]... parts) {
    KeccakDigest digest = new KeccakDigest(BYTES * Byte.SIZE);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[BYTES];
    digest.doFinal(hash, 0);
    return hash;
  }
}
