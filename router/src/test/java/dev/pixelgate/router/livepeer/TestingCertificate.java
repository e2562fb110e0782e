package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingDer.bitString;
import static dev.pixelgate.router.livepeer.TestingDer.explicit;
import static dev.pixelgate.router.livepeer.TestingDer.integer;
import static dev.pixelgate.router.livepeer.TestingDer.octets;
import static dev.pixelgate.router.livepeer.TestingDer.oid;
import static dev.pixelgate.router.livepeer.TestingDer.sequence;
import static dev.pixelgate.router.livepeer.TestingDer.utc;

import io.netty.handler.ssl.util.LazyX509Certificate;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * A certificate as a Livepeer orchestrator makes one at every start: a new EC key on P-256, signed
 * by itself, issuer and subject empty, an authority, and its host, an address too, as a DNS name.
 *
 * @param der the certificate
 * @param key its private key
 */
public record TestingCertificate(byte[] der, PrivateKey key) {
  private static final byte[] ECDSA_WITH_SHA256 = sequence(oid(0x2a8648ce3d040302L));
  private static final byte[] CRITICAL = {0x01, 0x01, (byte) 0xff};
  private static final byte[] EMPTY = sequence();

  /** Another one for this host. */
  public static TestingCertificate of(String host) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] content = content(host, pair.getPublic().getEncoded());
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return new TestingCertificate(
          sequence(content, ECDSA_WITH_SHA256, bitString(0, signature.sign())), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private static byte[] content(String host, byte[] publicKey) throws GeneralSecurityException {
    Instant now = InstantSource.system().instant();
    return sequence(
        explicit(0, integer(BigInteger.TWO)),
        integer(new BigInteger(127, new SecureRandom())),
        ECDSA_WITH_SHA256,
        EMPTY,
        sequence(utc(now.minus(1, ChronoUnit.HOURS)), utc(now.plus(8765, ChronoUnit.HOURS))),
        EMPTY,
        publicKey,
        explicit(3, extensions(host, publicKey)));
  }

  private static byte[] extensions(String host, byte[] publicKey) throws GeneralSecurityException {
    byte[] id = MessageDigest.getInstance("SHA-1").digest(publicKey);
    byte[] name = TestingDer.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    return sequence(
        sequence(oid(0x551d0f), CRITICAL, octets(bitString(2, new byte[] {(byte) 0x84}))),
        sequence(oid(0x551d25), octets(sequence(oid(0x2b06010505070301L)))),
        sequence(oid(0x551d13), CRITICAL, octets(sequence(CRITICAL))),
        sequence(oid(0x551d0e), octets(octets(id))),
        sequence(oid(0x551d11), CRITICAL, octets(sequence(name))));
  }

  /** Its pin. */
  public Pin pin() {
    try {
      return Pin.of(der);
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate that we made ourselves", e);
    }
  }

  /** As a file of kind {@code CERTIFICATE}. */
  public String pem() {
    return pem("CERTIFICATE", der);
  }

  /** The private key as a file of kind {@code PRIVATE KEY} (PKCS 8). */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /**
   * The options of a server that shows it: TLS 1.2 and 1.3, HTTP/2 and HTTP/1.1 by ALPN. Vert.x
   * reads PEM files with the JDK, which refuses this one, so OpenSSL's engine gets it as it is.
   */
  public HttpServerOptions serve() {
    return new HttpServerOptions()
        .setHost("127.0.0.1")
        .setSsl(true)
        .setUseAlpn(true)
        .setSslEngineOptions(new OpenSSLEngineOptions())
        .setKeyCertOptions(KeyCertOptions.wrap(new TestingKeyManager(unread(), key)));
  }

  /** For those who look no further than its bytes. */
  X509Certificate unread() {
    return new LazyX509Certificate(der);
  }

  private static String pem(String kind, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
  }
}
