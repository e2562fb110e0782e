package dev.pixelgate.router.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicOnlyTest {
  private final Vertx vertx = Vertx.vertx();
  private final PublicOnly policy =
      new PublicOnly(
          dev.pixelgate.router.exchange.HostResolver.system(vertx, Duration.ofSeconds(20)));

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private Optional<String> refusal(String url) throws Exception {
    return policy
        .refusal(URI.create(url))
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:8935",
        "http://localhost:8935",
        "https://10.0.0.7:8935",
        "https://192.168.1.1",
        "http://169.254.169.254/latest/meta-data",
        "https://[::1]:8935",
        "https://[::ffff:127.0.0.1]:8935",
        "https://0.0.0.0:8935"
      })
  void refusesWhatLeadsInside(String url) throws Exception {
    assertEquals(Optional.of("leads to an address that is not public"), refusal(url));
  }

  @Test
  void allowsAPublicAddress() throws Exception {
    assertEquals(Optional.empty(), refusal("https://1.1.1.1:8935"));
  }
}
