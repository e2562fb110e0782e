package dev.pixelgate.router.livepeer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A certificate's public key.
 *
 * @param sha256 of its SubjectPublicKeyInfo, 64 lower-case hexadecimal digits
 */
public record Pin(String sha256) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public Pin {
    if (!SHAPE.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a pin has 64 lower-case hexadecimal digits");
    }
  }

  /**
   * The pin of a certificate (RFC 5280, section 4.1). The JDK cannot read those of Livepeer
   * orchestrators, whose issuer is empty, so it is taken from the bytes. Every field before the key
   * is looked at, for a key that is found elsewhere than the TLS engine finds it would be a way
   * around the pin.
   *
   * @param der the whole certificate, and nothing after it
   * @throws CertificateException if it is not one; says what is wrong at which byte
   */
  public static Pin of(byte[] der) throws CertificateException {
    DerReader file = DerReader.of(der);
    DerReader certificate = file.enter(DerReader.SEQUENCE, "the certificate");
    file.finish("the certificate");
    DerReader content = certificate.enter(DerReader.SEQUENCE, "its signed part");
    certificate.enter(DerReader.SEQUENCE, "its signature algorithm");
    certificate.enter(DerReader.BIT_STRING, "its signature");
    certificate.finish("its signature");
    if (content.isNext(DerReader.EXPLICIT_0)) {
      content.enter(DerReader.EXPLICIT_0, "its version");
    }
    content.enter(DerReader.INTEGER, "its serial number");
    content.enter(DerReader.SEQUENCE, "its algorithm");
    content.enter(DerReader.SEQUENCE, "its issuer");
    content.enter(DerReader.SEQUENCE, "its validity");
    content.enter(DerReader.SEQUENCE, "its subject");
    int begin = content.position();
    content.enter(DerReader.SEQUENCE, "its public key");
    return new Pin(sha256(der, begin, content.position() - begin));
  }

  private static String sha256(byte[] bytes, int offset, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, offset, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
