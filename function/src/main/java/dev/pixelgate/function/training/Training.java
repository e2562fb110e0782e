package dev.pixelgate.function.training;

import dev.pixelgate.function.assembly.Blocking;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;

/**
 * Two workers on the loopback interface, one of them over TLS, the configuration of a gateway that
 * buys from them, and the requests of its clients. Blocking: not for event loops.
 */
public final class Training implements AutoCloseable {
  static final String PLAIN_MODEL = "xinntao/realesr-general-x4v3";
  static final String SECURE_MODEL = "training/secure";

  private static final String KEY = "pg_training";
  private static final String STRANGER = "pg_stranger";

  private final Vertx vertx;
  private final Path configuration;

  private Training(Vertx vertx, Path configuration) {
    this.vertx = vertx;
    this.configuration = configuration;
  }

  /**
   * Starts the workers and writes the configuration.
   *
   * @param folder an empty one for all files of the training, the gateway's too
   * @throws IOException with a message for people
   */
  public static Training start(Path folder) throws IOException, InterruptedException {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      LoopbackWorker plain =
          Blocking.join(LoopbackWorker.start(vertx, PLAIN_MODEL, Optional.empty()));
      LoopbackWorker secure =
          Blocking.join(LoopbackWorker.start(vertx, SECURE_MODEL, Optional.of(certificate)));
      Path configuration = folder.resolve("pixelgate.yaml");
      Files.writeString(configuration, yaml(folder, plain, secure, certificate));
      return new Training(vertx, configuration);
    } catch (CompletionException | IOException e) {
      Blocking.join(vertx.close());
      throw new IOException("the training's workers do not start: " + e.getMessage(), e);
    }
  }

  /** The file that the gateway is to be started with. */
  public Path configuration() {
    return configuration;
  }

  /**
   * Sends the gateway at this URL so many rounds of requests.
   *
   * @throws IOException when one of them was answered otherwise than it should be
   */
  public void run(URI gateway, int rounds) throws IOException, InterruptedException {
    TrainingClient client = new TrainingClient(vertx, gateway, KEY);
    client.await(200, "/health/ready");
    TrainingRequests requests =
        new TrainingRequests(
            client, new TrainingClient(vertx, gateway, STRANGER), new Random(rounds));
    for (int i = 0; i < rounds; i++) {
      requests.round();
    }
  }

  private static String yaml(
      Path folder, LoopbackWorker plain, LoopbackWorker secure, LoopbackCertificate certificate) {
    return """
        role: gateway
        data: %s
        caps: [ { max: 2.5e-8 USD/px } ]
        accounts:
          - { name: training, key-sha256: %s, operator: true, budget: 1000 USD/day }
        orchestrators:
          - name: plain
            url: %s
            kind: ai-runner
            offers: [ { pipeline: upscale, model: %s, price: 1.2e-8 USD/px } ]
          - name: secure
            url: %s
            kind: ai-runner
            ca: %s
            offers: [ { pipeline: upscale, model: %s, price: 1.9e-8 USD/px } ]
        """
        .formatted(
            folder.resolve("data"),
            sha256(KEY),
            plain.url(),
            PLAIN_MODEL,
            secure.url(),
            certificate.authority(),
            SECURE_MODEL);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    Blocking.join(vertx.close());
  }
}
