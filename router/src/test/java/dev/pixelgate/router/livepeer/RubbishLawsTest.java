package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.Discovery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes a stranger answers, they become offers, reasons or a phrase. */
class RubbishLawsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final long SEED = 20261128;
  private static final int TRIES = 5_000;

  private final Vertx vertx = Vertx.vertx();
  private final LivepeerSettings settings =
      new LivepeerSettings(
          "alpha",
          URI.create("https://192.0.2.7:8935"),
          List.of(
              Offer.configured(
                  "alpha",
                  new Capability(Pipeline.UPSCALE, "stabilityai/stable-diffusion-x4-upscaler"),
                  Price.parse("1.2e-8 USD/px"))),
          Duration.ofSeconds(3));
  private final Opener opener =
      new Opener(
          vertx,
          InstantSource.fixed(NOW),
          settings.base(),
          Destinations.ANY,
          origin -> Future.failedFuture("nobody connects here"),
          Payments.NONE);

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private boolean read(byte[] bytes, String what) {
    Future<Opening> read = opener.read(ByteString.copyFrom(bytes));
    assertTrue(read.succeeded(), what);
    if (read.result() instanceof Opening.Open open) {
      Findings findings = new Findings(settings, new TestingPayments(), NOW);
      Listed.of(open.session().info()).forEach(model -> findings.add(model, open));
      Discovery.Found found = findings.found(List.of());
      for (Offer offer : found.offers()) {
        assertTrue(offer.soldUntil().isAfter(NOW), what);
        assertTrue(offer.capacity().orElseThrow() >= 0, what);
      }
      return true;
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway-upscale-warm", "upscale-priced", "no-capabilities"})
  void anAnswerThatIsCutAnywhere(String name) {
    byte[] whole = Recorded.bytes(name + ".response.bin");
    for (int length = 0; length < whole.length; length++) {
      read(Arrays.copyOf(whole, length), "the first %d bytes".formatted(length));
    }
    assertTrue(read(whole, "all bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway-upscale-warm", "upscale-priced", "no-capabilities"})
  void anAnswerThatIsChangedAnywhere(String name) {
    byte[] whole = Recorded.bytes(name + ".response.bin");
    Random random = new Random(SEED);
    int opened = 0;
    for (int n = 0; n < TRIES; n++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      if (read(changed, "seed %d, try %d".formatted(SEED, n))) {
        opened++;
      }
    }
    assertTrue(opened > TRIES / 20, "only %d were read to the end".formatted(opened));
  }
}
