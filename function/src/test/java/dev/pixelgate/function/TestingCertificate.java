package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine, also as pictures.example, that signs itself, and its key, as
 * {@code cert.pem} and {@code key.pem} in a folder.
 */
public final class TestingCertificate {
  private static final char[] PASSWORD = "testing".toCharArray();

  private TestingCertificate() {}

  /** The JDK's own keytool makes the pair; servers want PEM files. */
  public static void make(Path folder) throws Exception {
    Path store = folder.resolve("pair.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gate",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,dns:pictures.example,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    KeyStore pair = pair(folder);
    pem(folder.resolve("cert.pem"), "CERTIFICATE", pair.getCertificate("gate").getEncoded());
    pem(folder.resolve("key.pem"), "PRIVATE KEY", pair.getKey("gate", PASSWORD).getEncoded());
  }

  /** Trusts the certificate of this folder and no other. */
  public static SSLContext trust(Path folder) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gate", pair(folder).getCertificate("gate"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext trust = SSLContext.getInstance("TLS");
    trust.init(null, managers.getTrustManagers(), null);
    return trust;
  }

  private static KeyStore pair(Path folder) throws Exception {
    KeyStore pair = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("pair.p12"))) {
      pair.load(in, PASSWORD);
    }
    return pair;
  }

  private static void pem(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
