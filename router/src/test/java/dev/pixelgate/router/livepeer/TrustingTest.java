package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, with certificates as orchestrators make them. */
class TrustingTest {
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Pin> pins = new HashMap<>();
  private final PinStore store =
      new PinStore() {
        @Override
        public Future<Optional<Pin>> find(String hostPort) {
          return Future.succeededFuture(Optional.ofNullable(pins.get(hostPort)));
        }

        @Override
        public Future<Void> save(String hostPort, Pin pin) {
          pins.put(hostPort, pin);
          return Future.succeededFuture();
        }
      };

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private HttpServer showing(TestingCertificate certificate) throws Exception {
    return await(
        vertx
            .createHttpServer(certificate.serve().setPort(0))
            .requestHandler(request -> request.response().end())
            .listen());
  }

  private TrustResult trust(int port, Duration timeout) throws Exception {
    return await(
        new Trusting(vertx, store, timeout).trust(URI.create("https://127.0.0.1:" + port)));
  }

  private TrustResult trust(int port) throws Exception {
    return trust(port, Duration.ofSeconds(15));
  }

  @Test
  void keepsThePinOfTheFirstCertificate() throws Exception {
    TestingCertificate certificate = TestingCertificate.of("127.0.0.1");
    String hostPort = "127.0.0.1:" + showing(certificate).actualPort();

    TrustResult result = trust(Integer.parseInt(hostPort.substring(10)));

    assertEquals(new TrustResult.Trusted(hostPort, certificate.pin(), Optional.empty()), result);
    assertEquals(Map.of(hostPort, certificate.pin()), pins);
  }

  @Test
  void keepsThePinOfAnotherCertificateInstead() throws Exception {
    TestingCertificate certificate = TestingCertificate.of("127.0.0.1");
    Pin old = TestingCertificate.of("127.0.0.1").pin();
    int port = showing(certificate).actualPort();
    pins.put("127.0.0.1:" + port, old);

    TrustResult.Trusted result = assertInstanceOf(TrustResult.Trusted.class, trust(port));

    assertEquals(Optional.of(old), result.before());
    assertEquals(certificate.pin(), result.now());
    assertEquals(Map.of("127.0.0.1:" + port, certificate.pin()), pins);
  }

  @Test
  void keepsWhatWasTrustedWhenNobodyIsThere() throws Exception {
    HttpServer server = showing(TestingCertificate.of("127.0.0.1"));
    int port = server.actualPort();
    await(server.close());
    Pin old = TestingCertificate.of("127.0.0.1").pin();
    pins.put("127.0.0.1:" + port, old);

    assertEquals(
        new TrustResult.NotSeen("127.0.0.1:" + port, "could not be reached: no connection"),
        trust(port));
    assertEquals(Map.of("127.0.0.1:" + port, old), pins);
  }

  @Test
  void seesNothingWhereThereIsNoTls() throws Exception {
    HttpServer plain =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1"));

    assertEquals(
        new TrustResult.NotSeen(
            "127.0.0.1:" + plain.actualPort(), "could not be reached: TLS failed"),
        trust(plain.actualPort()));
    assertEquals(Map.of(), pins);
  }

  @Test
  void doesNotWaitForOneThatIsSilent() throws Exception {
    NetServer silent =
        await(vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));

    assertInstanceOf(TrustResult.NotSeen.class, trust(silent.actualPort(), Duration.ofMillis(300)));
    assertEquals(Map.of(), pins);
  }
}
