package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.TransportFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, against certificates as real orchestrators make them. */
class TrustedClientsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final TestingPinStore store = new TestingPinStore();
  private final List<String> changes = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  private HttpServer serve(HttpServerOptions options, int port) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> {
                  var session = request.connection().sslSession();
                  String tls = session == null ? "none" : session.getProtocol();
                  request.response().end(request.version() + " " + tls);
                });
    return await(server.listen(port, "127.0.0.1"));
  }

  /** Another process on the same port. */
  private HttpServer restart(HttpServer server, TestingCertificate certificate) throws Exception {
    await(server.close());
    return serve(certificate.serve(), server.actualPort());
  }

  private TrustedClients clients(TlsMode mode) {
    return new TrustedClients(vertx, mode, new Pins(store), changes::add);
  }

  private static Origin origin(HttpServer server, boolean tls) {
    return new Origin(tls, "127.0.0.1", server.actualPort());
  }

  private static Future<String> get(HttpClient client, Origin origin) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(origin.port(), "127.0.0.1"))
            .setHost(origin.hostHeader())
            .setPort(origin.port())
            .setSsl(origin.tls())
            .setURI("/");
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(response -> response.body())
        .map(Object::toString);
  }

  private String ask(TrustedClients clients, Origin origin) throws Exception {
    return await(
        Future.future(
            answered ->
                vertx.runOnContext(
                    loop ->
                        clients
                            .to(origin)
                            .compose(client -> get(client, origin))
                            .onComplete(answered))));
  }

  private String refusal(TrustedClients clients, Origin origin) {
    Throwable failure = assertThrows(SSLException.class, () -> ask(clients, origin));
    return TransportFailure.phrase(failure);
  }

  @Test
  void pinsTheFirstCertificateThatItSees() throws Exception {
    for (TlsMode mode : List.of(TlsMode.FOLLOW, TlsMode.STRICT)) {
      TestingCertificate certificate = TestingCertificate.of("127.0.0.1");
      HttpServer server = serve(certificate.serve(), 0);
      assertEquals("HTTP_2 TLSv1.3", ask(clients(mode), origin(server, true)));
      assertEquals(certificate.pin(), store.kept.get("127.0.0.1:" + server.actualPort()));
    }
    assertEquals(List.of(), changes);
  }

  @Test
  void followsANewCertificateAndTellsSo() throws Exception {
    HttpServer server = serve(TestingCertificate.of("127.0.0.1").serve(), 0);
    TrustedClients clients = clients(TlsMode.FOLLOW);
    Origin origin = origin(server, true);
    ask(clients, origin);
    TestingCertificate next = TestingCertificate.of("127.0.0.1");
    restart(server, next);
    String name = "127.0.0.1:" + origin.port();
    Future<String> again = clients.to(origin).compose(client -> get(client, origin));
    // The pool may only now find out that its connection is gone.
    assertEquals("HTTP_2 TLSv1.3", await(again.recover(gone -> next(clients, origin))));
    assertEquals(List.of(name), changes);
    assertEquals(next.pin(), store.kept.get(name));
  }

  private static Future<String> next(TrustedClients clients, Origin origin) {
    return clients.to(origin).compose(client -> get(client, origin));
  }

  @Test
  void refusesAnotherCertificateInStrictModeUntilItIsTrusted() throws Exception {
    TestingCertificate first = TestingCertificate.of("127.0.0.1");
    HttpServer server = serve(TestingCertificate.of("127.0.0.1").serve(), 0);
    Origin origin = origin(server, true);
    String name = "127.0.0.1:" + origin.port();
    store.kept.put(name, first.pin());
    TrustedClients clients = clients(TlsMode.STRICT);
    String expected = "could not be reached: certificate changed; run pixelgate trust " + name;
    assertEquals(expected, refusal(clients, origin));
    assertEquals(expected, refusal(clients, origin));

    Trusting.Trusted trusted = await(new Trusting(vertx, store).trust(origin, TIMEOUT));
    assertEquals(Optional.of(first.pin()), trusted.before());
    assertTrue(trusted.isChanged());
    assertEquals("HTTP_2 TLSv1.3", ask(clients, origin));
    assertEquals(List.of(), changes);
  }

  /** A found orchestrator may name the address of a strict one as the place of its work. */
  @Test
  void followingDoesNotChangeWhatIsHeldStrictly() throws Exception {
    TestingCertificate first = TestingCertificate.of("127.0.0.1");
    HttpServer server = serve(TestingCertificate.of("127.0.0.1").serve(), 0);
    Origin origin = origin(server, true);
    String name = "127.0.0.1:" + origin.port();
    store.kept.put(name, first.pin());
    Pins pins = new Pins(store);
    TrustedClients strict = new TrustedClients(vertx, TlsMode.STRICT, pins, changes::add);
    TrustedClients follow = new TrustedClients(vertx, TlsMode.FOLLOW, pins, changes::add);
    String expected = "could not be reached: certificate changed; run pixelgate trust " + name;
    assertEquals(expected, refusal(strict, origin));
    assertEquals(expected, refusal(follow, origin));
    assertEquals(expected, refusal(strict, origin));
    assertEquals(first.pin(), store.kept.get(name));
  }

  @Test
  void readsTheStoreOnceForAnAddress() throws Exception {
    HttpServer server = serve(TestingCertificate.of("127.0.0.1").serve(), 0);
    TrustedClients clients = clients(TlsMode.FOLLOW);
    ask(clients, origin(server, true));
    ask(clients, origin(server, true));
    assertEquals(1, store.reads.get());
  }

  @Test
  void namesThePinByTheHostAndNotByItsAddress() throws Exception {
    HttpServer server = serve(TestingCertificate.of("node.example").serve(), 0);
    ask(clients(TlsMode.FOLLOW), new Origin(true, "node.example", server.actualPort()));
    assertEquals(Set.of("node.example:" + server.actualPort()), store.kept.keySet());
  }

  @Test
  void bracketsAnIpv6Address() {
    Origin origin = new Origin(true, "2001:db8::1", 443);
    assertEquals("[2001:db8::1]:443", Pins.name(origin));
    assertEquals("[2001:db8::1]:443", Pins.name(origin.hostHeader(), 443));
  }

  @Test
  void verifyRefusesACertificateThatSignsItself() throws Exception {
    HttpServer server = serve(TestingCertificate.of("127.0.0.1").serve(), 0);
    assertEquals(
        "could not be reached: TLS failed", refusal(clients(TlsMode.VERIFY), origin(server, true)));
    assertEquals(Set.of(), store.kept.keySet());
  }

  @Test
  void speaksTls12() throws Exception {
    HttpServerOptions options = TestingCertificate.of("127.0.0.1").serve();
    options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2"));
    assertEquals("HTTP_2 TLSv1.2", ask(clients(TlsMode.FOLLOW), origin(serve(options, 0), true)));
  }

  @Test
  void takesHttp11WhereNothingElseIsOffered() throws Exception {
    HttpServerOptions options = TestingCertificate.of("127.0.0.1").serve();
    options.setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
    assertEquals("HTTP_1_1 TLSv1.3", ask(clients(TlsMode.FOLLOW), origin(serve(options, 0), true)));
  }

  @Test
  void withoutTlsQuestionsAreHttp2FromTheFirstByteAndJobsHttp11() throws Exception {
    Origin origin = origin(serve(new HttpServerOptions(), 0), false);
    TrustedClients clients = clients(TlsMode.STRICT);
    assertEquals("HTTP_2 none", ask(clients, origin));
    assertEquals(
        "HTTP_1_1 none", await(clients.forJobs(origin).compose(client -> get(client, origin))));
    assertEquals(0, store.reads.get());
  }

  /** Why OpenSSL's engine is needed: no trust manager is asked at all. */
  @Test
  void theJdksEngineFailsOnSuchACertificate() throws Exception {
    HttpServer server = serve(TestingCertificate.of("127.0.0.1").serve(), 0);
    TestingTrust trust = new TestingTrust();
    HttpClientOptions options = new HttpClientOptions();
    options.setSsl(true).setVerifyHost(false).setTrustOptions(TrustOptions.wrap(trust));
    HttpClient client = vertx.createHttpClient(options);
    assertThrows(SSLException.class, () -> await(get(client, origin(server, true))));
    assertEquals(0, trust.seen().length);
  }

  @Test
  void trustingSomebodyNewSaysThatNobodyWasThere() throws Exception {
    TestingCertificate certificate = TestingCertificate.of("127.0.0.1");
    Origin origin = origin(serve(certificate.serve(), 0), true);
    Trusting.Trusted trusted = await(new Trusting(vertx, store).trust(origin, TIMEOUT));
    String name = "127.0.0.1:" + origin.port();
    assertEquals(new Trusting.Trusted(name, certificate.pin(), Optional.empty()), trusted);
    assertEquals(certificate.pin(), store.kept.get(name));
  }

  @Test
  void trustingSomebodyWhoIsNotThereFailsAndKeepsNothing() throws Exception {
    HttpServer server = serve(new HttpServerOptions(), 0);
    Origin origin = origin(server, true);
    await(server.close());
    assertThrows(
        ConnectException.class, () -> await(new Trusting(vertx, store).trust(origin, TIMEOUT)));
    assertEquals(Set.of(), store.kept.keySet());
  }
}
