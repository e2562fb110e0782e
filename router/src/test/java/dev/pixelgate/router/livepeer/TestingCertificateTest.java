package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The certificates that the other tests rely on are like the recorded one. */
class TestingCertificateTest {
  /** What is random is of fixed length in this part: the extensions and their frame. */
  private static final int EXTENSIONS = 2 + 112;

  private static final int KEY_ID_AT = 69;
  private static final int KEY_ID_LENGTH = 20;

  private static byte[] recorded() throws Exception {
    try (var in =
        TestingCertificateTest.class.getResourceAsStream("/livepeer/orchestrator-cert.pem")) {
      List<String> lines = new String(in.readAllBytes()).lines().toList();
      return Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
    }
  }

  /** The extensions without the key's hash. */
  private static String extensions(byte[] der) throws Exception {
    DerReader certificate = DerReader.of(der).enter(DerReader.SEQUENCE, "certificate");
    DerReader content = certificate.enter(DerReader.SEQUENCE, "content");
    int end = certificate.position();
    content.enter(DerReader.EXPLICIT_0, "version");
    content.enter(DerReader.INTEGER, "serial");
    for (String what : List.of("algorithm", "issuer", "validity", "subject", "key")) {
      content.enter(DerReader.SEQUENCE, what);
    }
    byte[] part = Arrays.copyOfRange(der, content.position(), end);
    assertEquals(EXTENSIONS, part.length);
    Arrays.fill(part, KEY_ID_AT, KEY_ID_AT + KEY_ID_LENGTH, (byte) 0);
    return HexFormat.of().formatHex(part);
  }

  @Test
  void hasTheExtensionsOfARealOne() throws Exception {
    assertEquals(extensions(recorded()), extensions(TestingCertificate.of("127.0.0.1").der()));
  }

  @Test
  void theJdkCannotReadItEither() throws Exception {
    var in = new ByteArrayInputStream(TestingCertificate.of("127.0.0.1").der());
    CertificateFactory jdk = CertificateFactory.getInstance("X.509");
    String problem =
        assertThrows(CertificateException.class, () -> jdk.generateCertificate(in)).getMessage();
    assertTrue(problem.contains("Empty issuer DN"), problem);
  }

  @Test
  void isAnotherOneEachTime() {
    TestingCertificate one = TestingCertificate.of("127.0.0.1");
    assertEquals(one.pin(), one.pin());
    assertNotEquals(one.pin(), TestingCertificate.of("127.0.0.1").pin());
  }
}
