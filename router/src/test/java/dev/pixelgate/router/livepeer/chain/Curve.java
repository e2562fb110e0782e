package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Ethereum's signatures over secp256k1: 65 bytes, R, S and V. They are those of RFC 6979, so that a
 * key signs the same hash with the same bytes each time; S is the low one, V is 27 or 28.
 */
final class Curve {
  private static final X9ECParameters K1 = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger HALF = K1.getN().shiftRight(1);
  private static final int SIGNATURE = 65;

  private Curve() {}

  static BigInteger order() {
    return K1.getN();
  }

  /** The public point of this secret. */
  static ECPoint times(BigInteger secret) {
    return new FixedPointCombMultiplier().multiply(K1.getG(), secret).normalize();
  }

  static Address address(ECPoint point) {
    byte[] hash = Keccak.of(tail(point.getEncoded(false), 1));
    return new Address(ByteString.copyFrom(tail(hash, 12)));
  }

  static byte[] sign(BigInteger secret, byte[] hash) {
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(order(), secret, hash);
    BigInteger k = nonces.nextK();
    ECPoint point = times(k);
    BigInteger r = point.getAffineXCoord().toBigInteger().mod(order());
    BigInteger s =
        k.modInverse(order())
            .multiply(new BigInteger(1, hash).add(r.multiply(secret)))
            .mod(order());
    boolean high = s.compareTo(HALF) > 0;
    byte[] signature = Arrays.copyOf(Uint.word(r), SIGNATURE);
    System.arraycopy(Uint.word(high ? order().subtract(s) : s), 0, signature, 32, 32);
    signature[64] = (byte) (27 + (point.getAffineYCoord().testBitZero() == high ? 0 : 1));
    return signature;
  }

  /** Who signed this hash; nobody when these bytes are no signature as Livepeer takes them. */
  static Optional<Address> signer(byte[] hash, byte[] signature) {
    if (signature.length != SIGNATURE || (signature[64] != 27 && signature[64] != 28)) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(1, Arrays.copyOf(signature, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    if (r.signum() == 0 || s.signum() == 0 || s.compareTo(HALF) > 0 || r.compareTo(order()) >= 0) {
      return Optional.empty();
    }
    return point(r, signature[64] - 27).map(nonce -> recovered(nonce, r, s, hash));
  }

  /** Q = (s R - e G) / r. */
  private static Address recovered(ECPoint nonce, BigInteger r, BigInteger s, byte[] hash) {
    BigInteger inverse = r.modInverse(order());
    BigInteger e = new BigInteger(1, hash).negate().mod(order()).multiply(inverse).mod(order());
    return address(
        ECAlgorithms.sumOfTwoMultiplies(K1.getG(), e, nonce, s.multiply(inverse).mod(order()))
            .normalize());
  }

  private static Optional<ECPoint> point(BigInteger x, int odd) {
    byte[] encoded = new byte[33];
    encoded[0] = (byte) (2 + odd);
    System.arraycopy(Uint.word(x), 0, encoded, 1, 32);
    try {
      return Optional.of(K1.getCurve().decodePoint(encoded));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }
}
