package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingCertificate;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.function.store.StoredPins;
import dev.pixelgate.function.store.TestingKeys;
import dev.pixelgate.router.livepeer.Pin;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pixelgate trust}. */
class TrustCommandTest {
  @TempDir private Path folder;
  private Path config;
  private Path data;

  @BeforeEach
  void write() throws Exception {
    config = folder.resolve("c.yaml");
    data = folder.resolve("data");
    Files.writeString(config, "data: " + data + "\n");
    TestingCertificate.make(folder);
  }

  private TestingCommand trust(Object... more) {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "trust";
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[more.length + 1] = "--config";
    arguments[more.length + 2] = config;
    return TestingCommand.run(arguments);
  }

  /** What the JDK says of the key that is in the certificate. */
  private String pin() throws Exception {
    try (InputStream pem = Files.newInputStream(folder.resolve("cert.pem"))) {
      byte[] key =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(pem)
              .getPublicKey()
              .getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    }
  }

  private static String hostPort(TestingRunner runner) {
    return "127.0.0.1:" + URI.create(runner.url()).getPort();
  }

  private Optional<Pin> kept(String hostPort) {
    Vertx vertx = Vertx.vertx();
    try {
      return Waiting.forResult(pins(vertx).find(hostPort));
    } finally {
      Waiting.forResult(vertx.close());
    }
  }

  private StoredPins pins(Vertx vertx) {
    return new StoredPins(Databases.open(vertx, StoreUrl.SQLITE, data), InstantSource.system());
  }

  @Test
  void keepsTheCertificateThatIsShownAndSaysWhatWasBefore() throws Exception {
    String other = "0123456789abcdef".repeat(4);
    try (TestingRunner runner = TestingRunner.startSecure(folder)) {
      String address = hostPort(runner);
      TestingCommand first = trust(address);
      assertEquals(0, first.exitCode(), first::toString);
      assertTrue(first.out().contains(address + " is trusted with the key sha256:" + pin()));
      assertTrue(first.out().contains("it was not known before"), first::out);
      assertEquals(Optional.of(new Pin(pin())), kept(address));
      assertTrue(trust(address).out().contains("it was so before"));

      keep(address, new Pin(other));
      TestingCommand changed = trust(address, "--json");
      assertEquals(0, changed.exitCode(), changed::toString);
      assertEquals(Set.of("orchestrator", "pin", "before"), changed.json().fieldNames());
      assertEquals(address, changed.json().getString("orchestrator"));
      assertEquals(pin(), changed.json().getString("pin"));
      assertEquals(other, changed.json().getString("before"));
    }
  }

  private void keep(String hostPort, Pin pin) {
    Vertx vertx = Vertx.vertx();
    try {
      Waiting.forResult(pins(vertx).save(hostPort, pin));
    } finally {
      Waiting.forResult(vertx.close());
    }
  }

  @Test
  void worksBesideSomebodyWhoHasTheStoreOpen() {
    try (TestingRunner runner = TestingRunner.startSecure(folder);
        TestingKeys keys = TestingKeys.open(data, InstantSource.system())) {
      keys.create("acme", false);
      assertEquals(0, trust(hostPort(runner)).exitCode());
      assertEquals(1, keys.list().size());
    }
  }

  @Test
  void failsWhenNobodyIsThereAndKeepsNothing() {
    String address;
    try (TestingRunner runner = TestingRunner.startSecure(folder)) {
      address = hostPort(runner);
    }
    TestingCommand command = trust(address);

    assertEquals(1, command.exitCode(), command::toString);
    assertEquals("", command.out());
    assertTrue(command.err().contains(address + " could not be reached"), command::err);
    assertFalse(Files.exists(data));
  }

  @Test
  void failsWhereThereIsNoTls() {
    try (TestingRunner runner = TestingRunner.start()) {
      TestingCommand command = trust(hostPort(runner));

      assertEquals(1, command.exitCode(), command::toString);
      assertTrue(command.err().contains("TLS failed"), command::err);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://127.0.0.1:8935", "a b", "127.0.0.1:99999", "ftp://x:1"})
  void isUsedWronglyWithWhatIsNoAddressOfACertificate(String address) {
    TestingCommand command = trust(address);

    assertEquals(2, command.exitCode(), command::toString);
    assertFalse(command.err().isBlank());
  }
}
