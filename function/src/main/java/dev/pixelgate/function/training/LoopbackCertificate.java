package dev.pixelgate.function.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for 127.0.0.1 that signs itself and holds for a day, with its key.
 *
 * @param pair PKCS #12 with both, under {@link #PASSWORD}
 * @param authority PEM with the certificate alone, for whoever is to believe it
 */
record LoopbackCertificate(Path pair, Path authority) {
  /** It protects nothing: the pair is gone when the training is over. */
  static final String PASSWORD = "training";

  private static final String ALIAS = "worker";

  /**
   * Makes one in this folder by keytool, which every JDK and every linked runtime has.
   *
   * @throws IOException when keytool does not, with what it said
   */
  static LoopbackCertificate make(Path folder) throws IOException, InterruptedException {
    Path pair = folder.resolve("worker.p12");
    Process keytool = new ProcessBuilder(command(pair)).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool makes no certificate: " + said.strip());
    }
    Path authority = folder.resolve("worker.pem");
    Files.writeString(authority, pem(pair));
    return new LoopbackCertificate(pair, authority);
  }

  private static List<String> command(Path pair) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-validity",
        "1",
        "-storetype",
        "PKCS12",
        "-keystore",
        pair.toString(),
        "-storepass",
        PASSWORD);
  }

  private static String pem(Path pair) throws IOException {
    try (InputStream in = Files.newInputStream(pair)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
      return "-----BEGIN CERTIFICATE-----\n"
          + lines.encodeToString(store.getCertificate(ALIAS).getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate of " + pair + " cannot be read", e);
    }
  }
}
