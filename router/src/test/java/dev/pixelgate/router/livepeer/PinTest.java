package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class PinTest {
  /** {@code openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst}. */
  private static final String RECORDED =
      "c92967b67b8b1416eb9a5f237711292b8f943d9bc593c8337f0a1f94dc080f99";

  private static byte[] recorded() throws Exception {
    try (var in = PinTest.class.getResourceAsStream("/livepeer/orchestrator-cert.pem")) {
      List<String> lines = new String(in.readAllBytes()).lines().toList();
      return Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
    }
  }

  private static String messageOf(byte[] der) {
    return assertThrows(CertificateException.class, () -> Pin.of(der)).getMessage();
  }

  @Test
  void readsTheKeyOfARealOrchestrator() throws Exception {
    assertEquals(new Pin(RECORDED), Pin.of(recorded()));
  }

  @Test
  void theJdkCannotReadThatCertificate() throws Exception {
    var in = new ByteArrayInputStream(recorded());
    CertificateFactory jdk = CertificateFactory.getInstance("X.509");
    String problem =
        assertThrows(CertificateException.class, () -> jdk.generateCertificate(in)).getMessage();
    assertTrue(problem.contains("Empty issuer DN"), problem);
  }

  @Test
  void agreesWithTheJdkOnEveryRootThatItTrusts() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    X509Certificate[] roots =
        ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
    assertTrue(roots.length > 50, () -> "roots " + roots.length);
    for (X509Certificate root : roots) {
      byte[] key = root.getPublicKey().getEncoded();
      String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
      assertEquals(expected, Pin.of(root.getEncoded()).sha256(), () -> root.toString());
    }
  }

  @Test
  void refusesWhatIsCutOffAtAnyByte() throws Exception {
    byte[] whole = recorded();
    for (int length = 0; length < whole.length; length++) {
      String problem = messageOf(Arrays.copyOf(whole, length));
      assertTrue(problem.startsWith("the certificate "), problem);
    }
  }

  @Test
  void refusesBytesAfterItsEnd() throws Exception {
    byte[] whole = recorded();
    byte[] longer = Arrays.copyOf(whole, whole.length + 2);
    assertEquals("2 bytes stand after the certificate at byte 371", messageOf(longer));
  }

  @Test
  void saysWhatStandsAtTheWrongPlace() throws Exception {
    byte[] changed = recorded();
    changed[4] = 0x31;
    assertEquals("its signed part has tag 0x31 instead of 0x30 at byte 4", messageOf(changed));
  }

  @Test
  void refusesALengthThatIsNotInItsShortestForm() {
    byte[] longer = {0x30, (byte) 0x81, 0x05, 0x30, 0x03, 0x02, 0x01, 0x00};
    assertEquals(
        "the length of the certificate at byte 1 is not in its shortest form", messageOf(longer));
  }

  @Test
  void refusesALengthWithoutEnd() {
    byte[] indefinite = {0x30, (byte) 0x80, 0x00, 0x00};
    assertEquals(
        "the length of the certificate at byte 1 takes 0 bytes, 1 to 3 are read",
        messageOf(indefinite));
    byte[] huge = {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    assertEquals(
        "the length of the certificate at byte 1 takes 4 bytes, 1 to 3 are read", messageOf(huge));
  }

  @Test
  void anyBytesGiveAPinOrAReason() throws Exception {
    SplittableRandom random = new SplittableRandom(20261128);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = recorded();
      for (int change = 0; change <= i % 4; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Pin.of(bytes);
      } catch (CertificateException reason) {
        assertTrue(reason.getMessage().contains(" at byte "), reason.getMessage());
      }
    }
  }
}
