package dev.pixelgate.router.livepeer.chain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of an account. All are of one wallet, that of the words which every development chain
 * begins with ({@code m/44'/60'/0'/0/ACCOUNT} of BIP-32): whoever reads this has them all, so
 * nothing of value may ever lie there. The recordings were made with these accounts.
 */
public final class TestingKey {
  private static final String WORDS = "test test test test test test test test test test test junk";
  private static final int HARD = 1 << 31;
  private static final byte[] PERSONAL =
      "\u0019Ethereum Signed Message:\n".getBytes(StandardCharsets.US_ASCII);
  private static final Branch EXTERNAL = root().hard(44).hard(60).hard(0).soft(0);

  private final BigInteger secret;
  private final Address address;

  private TestingKey(BigInteger secret) {
    this.secret = secret;
    this.address = Curve.address(Curve.times(secret));
  }

  /** The account of this number, from 0. */
  public static TestingKey of(int account) {
    return new TestingKey(EXTERNAL.soft(account).secret());
  }

  public Address address() {
    return address;
  }

  /** How it introduces itself to orchestrators. */
  public byte[] introduction() {
    return sign(address.text());
  }

  /** Signs a message by its hash, as everything is signed but tickets and states. */
  public byte[] sign(byte[] message) {
    return signText(Keccak.of(message));
  }

  /** Signs this as it is: the hash of a ticket, or the whole state of a signer. */
  public byte[] signText(byte[] text) {
    return Curve.sign(secret, personal(text));
  }

  /** Whether this account signed this message by its hash. */
  static boolean signed(Address account, byte[] message, byte[] signature) {
    return signedText(account, Keccak.of(message), signature);
  }

  /** Whether this account signed this as it is. */
  static boolean signedText(Address account, byte[] text, byte[] signature) {
    return Curve.signer(personal(text), signature).equals(Optional.of(account));
  }

  /** What is signed in truth, by EIP-191. */
  static byte[] personal(byte[] text) {
    byte[] length = Integer.toString(text.length).getBytes(StandardCharsets.US_ASCII);
    return Keccak.of(PERSONAL, length, text);
  }

  private static Branch root() {
    try {
      PBEKeySpec words =
          new PBEKeySpec(
              WORDS.toCharArray(), "mnemonic".getBytes(StandardCharsets.US_ASCII), 2048, 512);
      byte[] seed =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(words).getEncoded();
      return Branch.of(mac("Bitcoin seed".getBytes(StandardCharsets.US_ASCII), seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A node of BIP-32's tree. */
  private record Branch(BigInteger secret, byte[] chainCode) {
    static Branch of(byte[] both) {
      return new Branch(
          new BigInteger(1, Arrays.copyOf(both, 32)), Arrays.copyOfRange(both, 32, 64));
    }

    Branch hard(int index) {
      return child(Uint.fixed(secret, 33), index | HARD);
    }

    Branch soft(int index) {
      return child(Curve.times(secret).getEncoded(true), index);
    }

    private Branch child(byte[] parent, int index) {
      byte[] both = mac(chainCode, parent, Uint.fixed(BigInteger.valueOf(index), 4));
      Branch made = of(both);
      return new Branch(made.secret.add(secret).mod(Curve.order()), made.chainCode);
    }
  }
}
