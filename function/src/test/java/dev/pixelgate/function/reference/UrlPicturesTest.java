package dev.pixelgate.function.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.config.HttpsHosts;
import dev.pixelgate.function.config.InputRules;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for a picture, and what is not, whatever a client or a server writes. */
class UrlPicturesTest {
  private static final byte[] PICTURE = {1, 2, 3, 4, 5};
  private static final HttpsHosts ANY = new HttpsHosts(true, List.of());
  private static final IntakeLimits LIMITS =
      new IntakeLimits(1 << 20, 1000, 8192, 1 << 24, Duration.ofSeconds(30));

  private static TestingPictures server;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> resolved = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = TestingPictures.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void close() {
    Blocking.join(vertx.close());
  }

  /** The server's hosts, each on its port, and one that is somewhere else. */
  private static HttpsHosts ours() {
    List<HttpsHosts.Host> hosts = new ArrayList<>();
    for (String name : List.of("localhost", "pictures.example", "inside.example")) {
      hosts.add(new HttpsHosts.Host(name, false, server.port()));
    }
    return new HttpsHosts(false, hosts);
  }

  /** Names as this test wants them; literals as they are. */
  private HostResolver names(Map<String, List<String>> known) {
    return host -> {
      resolved.add(host);
      try {
        List<InetAddress> found = new ArrayList<>();
        for (String address : known.getOrDefault(host, List.of(host))) {
          found.add(InetAddress.getByName(address));
        }
        return Future.succeededFuture(found);
      } catch (IOException e) {
        return Future.failedFuture(e);
      }
    };
  }

  private static final Predicate<InetAddress> PUBLIC = PublicAddress::isPublic;

  /** As if the test's server were out in the internet. */
  private static final Predicate<InetAddress> PUBLIC_OR_HERE =
      address -> PUBLIC.test(address) || address.getHostAddress().equals("127.0.0.1");

  private Referred fetch(
      HttpsHosts hosts,
      Map<String, List<String>> known,
      Predicate<InetAddress> allowed,
      String url,
      Cancellation stop) {
    UrlPictures pictures =
        new UrlPictures(
            vertx,
            new InputRules(hosts, false, Optional.of(server.authority())),
            LIMITS,
            some -> names(known),
            allowed);
    Promise<Referred> answer = Promise.promise();
    vertx.runOnContext(run -> pictures.fetch(url, stop).onComplete(answer));
    return Blocking.join(answer.future());
  }

  private Referred fetch(String url) {
    Map<String, List<String>> known =
        Map.of(
            "localhost", List.of("127.0.0.1"),
            "pictures.example", List.of("127.0.0.1"),
            "inside.example", List.of("10.0.0.7"));
    return fetch(ours(), known, PUBLIC_OR_HERE, url, new Cancellation());
  }

  private Failure refusal(Referred referred) {
    return assertInstanceOf(Referred.Refused.class, referred).failure();
  }

  private Failure refused(String url) {
    Failure failure = refusal(fetch(url));
    String said = FailureBody.of(failure).json().encode();
    assertFalse(said.contains("secret"), said);
    return failure;
  }

  private byte[] bytes(Referred referred) {
    Referred.Found found = assertInstanceOf(Referred.Found.class, referred, referred::toString);
    Promise<byte[]> all = Promise.promise();
    Buffer buffer = Buffer.buffer();
    vertx.runOnContext(
        run ->
            found
                .bytes()
                .exceptionHandler(all::tryFail)
                .handler(buffer::appendBuffer)
                .endHandler(end -> all.tryComplete(buffer.getBytes()))
                .resume());
    return Blocking.join(all.future());
  }

  @Test
  void asksTheAddressThatWasJudgedForTheNameThatWasWritten() {
    server.gives(PICTURE);
    String url = "https://Pictures.Example:" + server.port() + "/a%20b.png?x=1&secret=2";

    Referred referred = fetch(url);

    assertArrayEquals(PICTURE, bytes(referred));
    assertEquals(List.of("pictures.example"), resolved);
    HttpServerRequest asked = server.asked().getLast();
    assertEquals("/a%20b.png?x=1&secret=2", asked.uri());
    assertEquals("pictures.example:" + server.port(), asked.getHeader("Host"));
    assertEquals("pictures.example", asked.connection().indicatedServerName());
    assertEquals("pixelgate", asked.getHeader("User-Agent"));
    assertEquals("identity", asked.getHeader("Accept-Encoding"));
    assertEquals(
        "image/png, image/jpeg, image/webp, image/gif, image/bmp, image/tiff",
        asked.getHeader("Accept"));
    assertFalse(asked.headers().contains("Cookie"));
    assertFalse(asked.headers().contains("Authorization"));
    assertFalse(asked.headers().contains("Referer"));
  }

  /** A request line has no other letters. */
  @Test
  void escapesLettersThatAreNotAscii() {
    server.gives(PICTURE);

    assertArrayEquals(PICTURE, bytes(fetch(server.url("/k\u00e4tzchen.png?farbe=wei\u00df"))));
    assertEquals("/k%C3%A4tzchen.png?farbe=wei%C3%9F", server.asked().getLast().uri());
  }

  @Test
  void saysThatTooManyNamesAreLookedUp() {
    UrlPictures pictures =
        new UrlPictures(
            vertx,
            new InputRules(ANY, false, Optional.empty()),
            LIMITS,
            some -> HostResolver.ofStrangers(some, Duration.ofSeconds(30)),
            PUBLIC);
    CountDownLatch held = new CountDownLatch(1);
    try {
      WorkerExecutor threads = vertx.createSharedWorkerExecutor("pixelgate-strangers-names", 8);
      for (int i = 0; i < 8; i++) {
        threads.executeBlocking(() -> held.await(60, TimeUnit.SECONDS), false);
      }
      Promise<Referred> last = Promise.promise();
      vertx.runOnContext(
          run -> {
            for (int i = 0; i < 64; i++) {
              pictures.fetch("https://10.0.0." + i + "/", new Cancellation());
            }
            pictures.fetch("https://10.0.1.1/secret", new Cancellation()).onComplete(last);
          });

      FailureBody body = FailureBody.of(refusal(Blocking.join(last.future())));

      assertEquals(503, body.status());
      assertEquals("no-capacity", body.code());
      assertTrue(body.json().encode().contains("limit of 64 names"), body.json()::encode);
    } finally {
      held.countDown();
    }
  }

  @Test
  void checksThatTheCertificateIsForTheName() {
    server.gives(PICTURE);
    HttpsHosts hosts =
        new HttpsHosts(
            false, List.of(new HttpsHosts.Host("stranger.example", false, server.port())));
    Referred referred =
        fetch(
            hosts,
            Map.of("stranger.example", List.of("127.0.0.1")),
            PUBLIC_OR_HERE,
            "https://stranger.example:" + server.port() + "/",
            new Cancellation());

    assertEquals(
        new Failure.OfReference.Unavailable(
            "the picture's host stranger.example could not be reached: TLS failed"),
        refusal(referred));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://127.1.2.3/a.png",
        "https://0.0.0.0/",
        "https://10.0.0.1/",
        "https://172.16.0.9/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://[2002:7f00:1::]/",
        "https://mixed.example/",
        "https://inside.example/",
        "https://unknown.invalid./"
      })
  void goesToNoAddressThatIsNotPublic(String url) {
    int before = server.asked().size();
    Map<String, List<String>> known =
        Map.of(
            "mixed.example", List.of("1.1.1.1", "127.0.0.1"),
            "inside.example", List.of("fd00::7"));
    Failure failure = refusal(fetch(ANY, known, PUBLIC, url, new Cancellation()));

    assertInstanceOf(Failure.OfReference.Bad.class, failure);
    assertEquals(before, server.asked().size());
  }

  /** Numbers that a resolver would take for an address of this machine are no host names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://2130706433/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://127.1/",
        "https://0x7f.0.0.1/",
        "https://127.0.0.1.:443/",
      })
  void takesNoNumbersForNames(String url) {
    assertInstanceOf(
        Failure.OfReference.Bad.class,
        refusal(fetch(ANY, Map.of(), PUBLIC, url, new Cancellation())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/secret",
        "https://me:secret@localhost/",
        "https://secret@localhost/",
        "https://localhost/#secret",
        "https:///secret",
        "https:secret",
        "https://",
        "https://local host/secret",
        "https://local_host\\secret",
        "https://localhost:0/secret",
        "https://localhost:70000/secret",
        "https://\u00e4.example/secret",
        "https://localhost/\r\nX-Secret: secret"
      })
  void refusesUrlsThatNoPictureHas(String url) {
    assertEquals(400, FailureBody.of(refused(url)).status());
    assertEquals("bad-reference", FailureBody.of(refused(url)).code());
    assertEquals(List.of(), resolved);
  }

  @Test
  void refusesUrlsWithoutAnEnd() {
    Failure failure = refused("https://localhost/" + "secret".repeat(1000));
    assertTrue(
        FailureBody.of(failure).json().encode().contains("over the limit of 4096 characters"));
  }

  @Test
  void asksOnlyHostsAndPortsThatAreAllowed() {
    for (String url :
        List.of(
            "https://localhost/secret",
            "https://localhost:22/secret",
            "https://other.example:" + server.port() + "/secret",
            "https://localhost.evil.example:" + server.port() + "/secret")) {
      assertEquals(403, FailureBody.of(refused(url)).status(), url);
      assertEquals("reference-forbidden", FailureBody.of(refused(url)).code());
    }
    Referred port = fetch(ANY, Map.of(), PUBLIC, "https://1.1.1.1:8443/", new Cancellation());
    assertInstanceOf(Failure.OfReference.Barred.class, refusal(port));
    Referred off = fetch(HttpsHosts.OFF, Map.of(), PUBLIC, "https://1.1.1.1/", new Cancellation());
    assertInstanceOf(Failure.OfReference.Barred.class, refusal(off));
    assertEquals(List.of(), resolved);
  }

  @Test
  void followsAFewRedirects() {
    server.does(
        request -> {
          int left = Integer.parseInt(request.path().substring(1));
          if (left == 0) {
            request.response().end(Buffer.buffer(PICTURE));
          } else {
            int[] statuses = {301, 302, 303, 307, 308};
            TestingPictures.redirect(request, statuses[left], "/" + (left - 1) + "?secret");
          }
        });
    assertArrayEquals(PICTURE, bytes(fetch(server.url("/3"))));
    assertEquals(List.of("localhost", "localhost", "localhost", "localhost"), resolved);
    assertEquals(
        new Failure.OfReference.Bad("the URL of the image leads over more than 3 redirects"),
        refused(server.url("/4")));
  }

  @Test
  void judgesEveryRedirectAnew() {
    int port = server.port();
    Map<String, Integer> statuses =
        Map.of(
            "https://inside.example:" + port + "/secret",
            400,
            "https://169.254.169.254/secret",
            403,
            "https://elsewhere.example/secret",
            403,
            "http://localhost:" + port + "/secret",
            400,
            "file:///etc/secret",
            400,
            "https://me:secret@localhost:" + port + "/",
            400,
            "//localhost:1/secret",
            403,
            "https://[secret",
            400);
    statuses.forEach(
        (location, status) -> {
          server.does(request -> TestingPictures.redirect(request, 302, location));
          int before = server.asked().size();

          assertEquals(status, FailureBody.of(refused(server.url("/"))).status(), location);
          assertEquals(before + 1, server.asked().size(), location);
        });
    server.does(request -> TestingPictures.status(request, 302));
    assertEquals(
        new Failure.OfReference.Bad("localhost redirects to nowhere"), refused(server.url("/")));
  }

  @Test
  void saysWhetherItIsWorthToAskAgain() {
    Map<Integer, String> codes =
        Map.of(
            204, "bad-reference",
            206, "bad-reference",
            304, "bad-reference",
            403, "bad-reference",
            404, "bad-reference",
            429, "reference-failed",
            500, "reference-failed",
            503, "reference-failed");
    codes.forEach(
        (status, code) -> {
          server.does(request -> TestingPictures.status(request, status));
          FailureBody body = FailureBody.of(refused(server.url("/secret")));

          assertEquals(code, body.code());
          assertTrue(body.json().encode().contains("localhost answered " + status));
        });
  }

  @Test
  void refusesByWhatTheHeadSays() {
    server.gives(new byte[1001]);
    assertEquals(
        new Failure.TooLarge("picture by reference", 1001, 1000, "bytes"),
        refused(server.url("/secret")));
    server.does(request -> request.response().putHeader("Content-Encoding", "gzip").end("secret"));
    assertEquals(400, FailureBody.of(refused(server.url("/secret"))).status());
  }

  @Test
  void saysThatNobodyIsThere() throws IOException {
    int free;
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    HttpsHosts hosts =
        new HttpsHosts(false, List.of(new HttpsHosts.Host("localhost", false, free)));
    Referred referred =
        fetch(
            hosts,
            Map.of("localhost", List.of("127.0.0.1")),
            PUBLIC_OR_HERE,
            "https://localhost:" + free + "/secret",
            new Cancellation());
    assertEquals(
        new Failure.OfReference.Unavailable(
            "the picture's host localhost could not be reached: no connection"),
        refusal(referred));
  }

  @Test
  void stopsWhenNobodyWaits() {
    AtomicBoolean gone = new AtomicBoolean();
    Cancellation stop = new Cancellation();
    server.does(
        request -> {
          request.connection().closeHandler(closed -> gone.set(true));
          vertx.runOnContext(run -> stop.cancel());
        });
    Referred referred =
        fetch(
            ours(),
            Map.of("localhost", List.of("127.0.0.1")),
            PUBLIC_OR_HERE,
            server.url("/"),
            stop);

    assertInstanceOf(Failure.OfReference.Unavailable.class, refusal(referred));
    assertTrue(TestingClient.until(Duration.ofSeconds(20), gone::get, closed -> closed));
  }
}
