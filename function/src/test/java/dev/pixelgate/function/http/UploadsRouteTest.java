package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.store.TestingKeys;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /v1/uploads}: pictures that are brought ahead of the requests that name them. */
class UploadsRouteTest {
  private static final int KIB = 1 << 10;

  /** About 1.5 MB: over limits.body and over what stays in memory. */
  private static final byte[] LARGE = TestingPng.noise(700, 700, 5);

  private static final String LIMITS =
      "limits: { body: 1 MiB, reference: 2 MiB, uploads: 16 MiB, upload: %s, concurrent: 8 }\n"
          + "accounts: [ { name: slow, key-sha256: \"%s\", rate: 1/h } ]\n";

  @TempDir private Path folder;
  private TestingRunner runner;
  private TestingServer gateway;
  private String key;
  private String other;

  @BeforeEach
  void start() {
    try (TestingKeys keys =
        TestingKeys.open(folder.resolve("pixelgate-data"), InstantSource.system())) {
      key = keys.create("acme", false).key();
      other = keys.create("other", false).key();
    }
    runner = TestingRunner.start();
    serve();
  }

  private void serve() {
    serve("30 s");
  }

  private void serve(String upload) {
    gateway =
        TestingServer.gateway(
            folder,
            LIMITS.formatted(upload, sha256("pg_slow"))
                + "cors: { origins: [ \"https://app.example\" ] }",
            runner.entry("r", "1.0e-8 USD/px"));
  }

  private static String sha256(String text) {
    return dev.pixelgate.pricing.Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  @AfterEach
  void stop() {
    gateway.close();
    runner.close();
  }

  private static String bearer(String secret) {
    return "Authorization: Bearer " + secret;
  }

  private TestingAnswer post(String json) {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      return client
          .send("POST", "/v1/uploads", body, bearer(key), "Content-Type: application/json")
          .answer();
    }
  }

  private JsonObject place() {
    TestingAnswer answer = post("{}");
    assertEquals(201, answer.status(), answer::toString);
    return answer.json();
  }

  private TestingAnswer put(JsonObject place, byte[] bytes, String... headers) {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      return client.send("PUT", path(place), bytes, headers).answer();
    }
  }

  private static String path(JsonObject place) {
    return URI.create(place.getString("url")).getRawPath();
  }

  private static TestingForm naming(String image) {
    return new TestingForm().text("prompt", "a cat").text("image", image);
  }

  private TestingAnswer upscale(TestingForm form, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = bearer(key);
    return TestingClient.upscale(gateway.port(), form, all);
  }

  private List<Path> kept() throws IOException {
    try (var files = Files.list(gateway.data().resolve("uploads"))) {
      return files.toList();
    }
  }

  private void age(Duration by) throws IOException {
    for (Path file : kept()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
    }
  }

  @Test
  void buysAnUploadLikeAPictureThatIsBrought() {
    JsonObject place = place();
    assertEquals("PUT", place.getString("method"));
    assertEquals(2 * KIB * KIB, place.getInteger("max_bytes"));
    assertTrue(place.getString("url").startsWith("http://gate.test/v1/uploads/upl_"));
    Duration left = Duration.between(Instant.now(), Instant.parse(place.getString("expires")));
    assertTrue(left.toMinutes() >= 14 && left.toMinutes() <= 15, left::toString);
    assertEquals(200, put(place, LARGE).status());

    TestingAnswer bought = upscale(naming(place.getString("id")).text("seed", "3"));

    assertEquals(200, bought.status(), bought::toString);
    assertEquals("490000", bought.header("Pixelgate-Pixels").orElseThrow());
    assertEquals("0.004900000000 USD", bought.header("Pixelgate-Charge").orElseThrow());
    byte[] sent = runner.next().body();
    assertArrayEquals(LARGE, picture(sent));
    String form = new String(sent, StandardCharsets.ISO_8859_1);
    assertTrue(form.contains("filename=\"image.png\""), "nobody learns what it is called here");
    assertFalse(form.contains(place.getString("id")));
    assertEquals(200, TestingClient.get(gateway.port(), mediaPath(bought)).status());
  }

  private static String mediaPath(TestingAnswer bought) {
    return URI.create(bought.image().getString("url")).getRawPath();
  }

  /** What is between the image part's head and the next boundary. */
  private static byte[] picture(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return Arrays.copyOfRange(body, text.indexOf("\u0089PNG"), text.indexOf("IEND") + 8);
  }

  @Test
  void isUsedAgainAndAgainAndCountsAsTheSameJob() {
    byte[] small = TestingPng.plain(8, 8);
    JsonObject place = place();
    put(place, small);
    String once = "Idempotency-Key: order-1";

    TestingAnswer brought = upscale(TestingForm.of(small), once);
    TestingAnswer named = upscale(naming(place.getString("id")), once);
    TestingAnswer again = upscale(naming(place.getString("id")));

    assertEquals(200, brought.status(), brought::toString);
    assertEquals("true", named.header("Idempotency-Replayed").orElseThrow());
    assertEquals(brought.image().getString("url"), named.image().getString("url"));
    assertEquals(200, again.status(), again::toString);
    assertEquals(2, runner.received().size());
  }

  /** Its key lasts longer than the upload: who has lost the answer brings the same bytes anew. */
  @Test
  void isReplayedUnderAnotherIdWhenItsTimeIsOver() throws IOException {
    byte[] small = TestingPng.plain(8, 8);
    JsonObject first = place();
    put(first, small);
    String once = "Idempotency-Key: order-2";
    TestingAnswer bought = upscale(naming(first.getString("id")), once);
    assertEquals(200, bought.status(), bought::toString);
    age(Duration.ofMinutes(61));
    assertUnknown(upscale(naming(first.getString("id")), once), first.getString("id"));
    JsonObject again = place();
    put(again, small);

    TestingAnswer replayed = upscale(naming(again.getString("id")), once);

    assertEquals(200, replayed.status(), replayed::toString);
    assertEquals("true", replayed.header("Idempotency-Replayed").orElseThrow());
    assertEquals(bought.image().getString("url"), replayed.image().getString("url"));
    assertEquals(1, runner.received().size());
  }

  @Test
  void outlivesTheServer() {
    JsonObject first = place();
    JsonObject second = place();
    put(first, LARGE);
    gateway.close();
    serve();

    assertEquals(200, put(second, LARGE).status());
    assertEquals(200, upscale(naming(first.getString("id"))).status());
    assertEquals(200, upscale(naming(second.getString("id"))).status());
  }

  @Test
  void isTakenOnce() throws IOException {
    JsonObject place = place();
    put(place, LARGE);
    TestingAnswer second = put(place, TestingPng.plain(8, 8));

    assertEquals(409, second.status(), second::toString);
    assertEquals("upload-taken", second.code());
    assertEquals(1, kept().size());
    assertEquals(200, upscale(naming(place.getString("id"))).status());
    assertArrayEquals(LARGE, picture(runner.next().body()));
  }

  @Test
  void goesToExactlyOneOfThoseThatRace() throws Exception {
    JsonObject place = place();
    List<Future<Integer>> racing = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        byte[] one = TestingPng.noise(300, 300, i);
        racing.add(clients.submit(() -> put(place, one).status()));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> one : racing) {
      statuses.add(one.get());
    }
    statuses.sort(null);

    assertEquals(List.of(200, 409, 409, 409, 409, 409), statuses);
    assertEquals(1, kept().size());
    assertEquals(List.of(), gateway.spooled());
  }

  @Test
  void isThereAgainAfterAPutThatBreaksOff() {
    JsonObject place = place();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write(
          "PUT %s HTTP/1.1\r\nHost: gate.test\r\nContent-Length: %d\r\n\r\n"
              .formatted(path(place), LARGE.length));
      client.write(Arrays.copyOf(LARGE, 600 * KIB));
      TestingClient.until(Duration.ofSeconds(20), gateway::spooled, spooled -> !spooled.isEmpty());
    }
    TestingClient.until(Duration.ofSeconds(20), gateway::spooled, List::isEmpty);

    assertEquals(200, put(place, LARGE).status());
  }

  @Test
  void doesNotWaitForASlowPut() {
    gateway.close();
    serve("1 s");
    JsonObject place = place();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write(
          "PUT %s HTTP/1.1\r\nHost: gate.test\r\nContent-Length: %d\r\n\r\nslow"
              .formatted(path(place), LARGE.length));
      TestingAnswer answer = client.answer();

      assertEquals(408, answer.status(), answer::toString);
      assertEquals("slow-upload", answer.code());
    }
    assertEquals(200, put(place, TestingPng.plain(8, 8)).status());
  }

  @Test
  void refusesWhatIsTooLarge() {
    byte[] more = new byte[2 * KIB * KIB + 1];
    JsonObject place = place();
    TestingAnswer declared = put(place, more);
    assertEquals(413, declared.status(), declared::toString);
    assertEquals(more.length, declared.detail().getLong("value"));
    assertEquals(2L * KIB * KIB, declared.detail().getLong("limit"));
    assertEquals("bytes", declared.detail().getString("unit"));

    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write(
          "PUT %s HTTP/1.1\r\nHost: gate.test\r\nTransfer-Encoding: chunked\r\n\r\n"
              .formatted(path(place)));
      client.write(Integer.toHexString(more.length) + "\r\n").write(more).write("\r\n0\r\n\r\n");
      TestingAnswer chunked = client.answer();
      assertEquals(413, chunked.status(), chunked::toString);
    }
    TestingAnswer wished = post("{\"size\":" + more.length + "}");
    assertEquals(413, wished.status(), wished::toString);
    assertEquals(more.length, wished.detail().getLong("value"));
    assertEquals(200, put(place, LARGE).status());
  }

  @Test
  void holdsAClientToTheSizeItSaid() {
    TestingAnswer placed = post("{\"size\":" + LARGE.length + ",\"content_type\":\"image/png\"}");
    JsonObject place = placed.json();
    assertEquals(LARGE.length, place.getInteger("max_bytes"));
    assertEquals("image/png", place.getJsonObject("headers").getString("Content-Type"));

    TestingAnswer less = put(place, TestingPng.plain(8, 8));
    assertEquals(400, less.status(), less::toString);
    assertTrue(less.detail().getString("msg").contains(LARGE.length + " bytes"), less::toString);
    TestingAnswer more = put(place, Arrays.copyOf(LARGE, LARGE.length + 1));
    assertEquals(413, more.status(), more::toString);
    assertEquals(200, put(place, LARGE).status());
  }

  @Test
  void refusesAnEmptyBody() {
    assertEquals("bad-request", put(place(), new byte[0]).code());
  }

  @Test
  void asksAClientThatWaitsOnlyForWhatItTakes() {
    JsonObject place = place();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write(
          "PUT %s HTTP/1.1\r\nHost: gate.test\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
              .formatted(path(place), LARGE.length));
      assertEquals(100, client.answer(true).status());
      assertEquals(200, client.write(LARGE).answer().status());
    }
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write(
          "PUT %s HTTP/1.1\r\nHost: gate.test\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
              .formatted(path(place), LARGE.length));
      assertEquals(409, client.answer().status());
    }
  }

  @Test
  void isNobodysButItsAccounts() {
    JsonObject place = place();
    put(place, LARGE);
    String id = place.getString("id");
    TestingAnswer stranger = TestingClient.upscale(gateway.port(), naming(id), bearer(other));
    assertUnknown(stranger, id);
    assertUnknown(upscale(naming(retagged(id, "other"))), retagged(id, "other"));
    TestingAnswer forged =
        TestingClient.upscale(gateway.port(), naming(retagged(id, "other")), bearer(other));
    assertUnknown(forged, retagged(id, "other"));
    assertEquals(List.of(), runner.received());
  }

  /** The tag is no secret: an id that somebody makes up for an account leads to nothing. */
  private static String retagged(String id, String account) {
    return id.substring(0, 36) + sha256(account).substring(0, 16);
  }

  private static void assertUnknown(TestingAnswer answer, String id) {
    assertEquals(404, answer.status(), answer::toString);
    assertEquals("unknown-upload", answer.code());
    assertTrue(answer.detail().getString("msg").contains(id), answer::toString);
    assertEquals(
        "0.000000000000 USD", answer.header("Pixelgate-Charge").orElse("0.000000000000 USD"));
  }

  @Test
  void isUnknownBeforeItIsThereAndAfterItsTime() throws IOException {
    JsonObject place = place();
    assertUnknown(upscale(naming(place.getString("id"))), place.getString("id"));
    put(place, LARGE);
    age(Duration.ofMinutes(59));
    assertEquals(200, upscale(naming(place.getString("id"))).status());
    age(Duration.ofMinutes(61));
    assertUnknown(upscale(naming(place.getString("id"))), place.getString("id"));
    TestingAnswer late = put(place, LARGE);
    assertEquals(404, late.status(), late::toString);
  }

  @Test
  void takesNoMoreOfAnAccountThanItsShare() throws IOException {
    List<JsonObject> places = new ArrayList<>();
    TestingAnswer last = put(place(), LARGE);
    while (last.status() == 200 && places.size() < 20) {
      places.add(place());
      last = put(places.getLast(), LARGE);
    }
    assertEquals(429, last.status(), last::toString);
    assertEquals("rate-limited", last.code());
    assertEquals(4 * KIB * KIB, last.detail().getInteger("limit"));
    assertEquals(3L * LARGE.length, last.detail().getLong("value"));
    assertEquals("bytes", last.detail().getString("unit"));
    assertTrue(last.header("Retry-After").isPresent());
    assertEquals(2, kept().stream().filter(f -> !isOpen(f)).count());
    TestingAnswer others = place(other);
    assertEquals(200, put(others.json(), LARGE).status(), "another account has its own share");
    // It is counted anew by whoever starts, and old ones make room.
    gateway.close();
    serve();
    assertEquals(429, put(places.getLast(), LARGE).status());
    age(Duration.ofMinutes(61));
    gateway.close();
    serve();
    assertEquals(200, put(place(), LARGE).status());
  }

  private TestingAnswer place(String secret) {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      return client.send("POST", "/v1/uploads", new byte[0], bearer(secret)).answer();
    }
  }

  /** A quarter of limits.concurrent, which is 8 here. */
  @Test
  void leavesRoomForRequestsBesideSlowPuts() {
    gateway.close();
    serve("10 min");
    List<TestingClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        TestingClient client = TestingClient.to(gateway.port());
        slow.add(client);
        client.write(
            "PUT %s HTTP/1.1\r\nHost: gate.test\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n"
                .formatted(path(place())));
        assertEquals(100, client.answer(true).status());
      }
      TestingAnswer third = put(place(), LARGE);

      assertEquals(503, third.status(), third::toString);
      assertEquals("no-capacity", third.code());
      assertTrue(third.detail().getString("msg").contains("limit of 2 PUTs"), third::toString);
      assertEquals(200, upscale(TestingForm.of(TestingPng.plain(8, 8))).status());
    } finally {
      slow.forEach(TestingClient::close);
    }
  }

  private static boolean isOpen(Path file) {
    return file.toString().endsWith(".open");
  }

  @Test
  void waitsForItsPictureForAQuarterOfAnHour() throws IOException {
    JsonObject place = place();
    age(Duration.ofMinutes(16));
    TestingAnswer late = put(place, LARGE);

    assertEquals(404, late.status(), late::toString);
    assertEquals("not-found", late.code());
  }

  @Test
  void sweepsWhatIsOverAtTheNextStart() throws IOException {
    JsonObject over = place();
    put(over, LARGE);
    place();
    age(Duration.ofMinutes(61));
    JsonObject fresh = place();
    put(fresh, LARGE);
    Files.writeString(gateway.data().resolve("uploads").resolve("notes.txt"), "not ours");
    gateway.close();
    serve();

    TestingClient.until(
        Duration.ofSeconds(20),
        () -> {
          try {
            return kept().size();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        files -> files == 2);
    assertEquals(200, upscale(naming(fresh.getString("id"))).status());
  }

  @Test
  void refusesPlacesThatWereNeverGivenOut() {
    JsonObject made = new JsonObject().put("url", "http://gate.test/v1/uploads/" + someId());
    assertEquals(404, put(made, LARGE).status());
    JsonObject up = new JsonObject().put("url", "http://gate.test/v1/uploads/..%2f..%2fpixelgate");
    assertEquals(404, put(up, LARGE).status());
    assertEquals(List.of(), gateway.spooled());
  }

  private static String someId() {
    return "upl_" + "0123456789abcdef".repeat(3);
  }

  @Test
  void takesOnlyIdsAndUrlsForAPicture() {
    assertUnknown(upscale(naming(someId())), someId());
    TestingAnswer noId = upscale(naming("upl_../../etc/passwd"));
    assertEquals("unknown-upload", noId.code());
    assertFalse(noId.text().contains("passwd"), noId::toString);
    for (String text : List.of("x", "upl", "data:image/png;base64,AAAA", "file:///etc/passwd")) {
      assertEquals(422, upscale(naming(text)).status(), text);
    }
    TestingAnswer off = upscale(naming("https://pictures.example/a.png?secret=1"));
    assertEquals(403, off.status(), off::toString);
    assertEquals("reference-forbidden", off.code());
    assertFalse(off.text().contains("secret"), off::toString);
  }

  @Test
  void judgesItAsTheSamePictureWouldBe() {
    JsonObject text = place();
    put(text, "no picture at all".getBytes(StandardCharsets.UTF_8));
    assertEquals("bad-image", upscale(naming(text.getString("id"))).code());
    JsonObject cut = place();
    put(cut, Arrays.copyOf(LARGE, LARGE.length - 100));
    assertEquals("bad-image", upscale(naming(cut.getString("id"))).code());
    JsonObject wide = place();
    put(wide, TestingPng.plain(9000, 2));
    TestingAnswer tooWide = upscale(naming(wide.getString("id")));
    assertEquals(413, tooWide.status(), tooWide::toString);
    assertEquals(9000, tooWide.detail().getInteger("value"));
    assertEquals(List.of(), runner.received());
    assertEquals(List.of(), gateway.spooled());
  }

  @Test
  void refusesTheOtherFieldsBeforeItLooksForThePicture() {
    TestingAnswer answer = upscale(naming(someId()).text("seed", "x"));

    assertEquals(422, answer.status(), answer::toString);
    assertEquals(1, answer.json().getJsonArray("detail").size());
    TestingAnswer missing = upscale(new TestingForm().text("image", someId()));
    assertEquals(422, missing.status(), missing::toString);
  }

  @Test
  void isRefusedForItsPrice() {
    JsonObject place = place();
    put(place, LARGE);
    TestingAnswer dear = upscale(naming(place.getString("id")), "Pixelgate-Max-Charge: 0.0001 USD");

    assertEquals(402, dear.status(), dear::toString);
    assertEquals("over-cap", dear.code());
    assertEquals("490000", dear.header("Pixelgate-Pixels").orElseThrow());
    assertEquals(List.of(), gateway.spooled());
  }

  @Test
  void isQuoted() {
    JsonObject place = place();
    put(place, LARGE);
    try (TestingClient client = TestingClient.to(gateway.port())) {
      TestingAnswer quote =
          client
              .send(
                  "POST",
                  "/v1/quotes",
                  naming(place.getString("id")).body(),
                  "Content-Type: " + TestingForm.contentType(),
                  bearer(key))
              .answer();
      assertEquals(200, quote.status(), quote::toString);
      assertEquals("0.004900000000 USD", quote.json().getString("charge"));
      TestingAnswer bought =
          upscale(
              naming(place.getString("id")), "Pixelgate-Quote: " + quote.json().getString("quote"));
      assertEquals(200, bought.status(), bought::toString);
    }
    assertEquals(List.of(), gateway.spooled());
  }

  @Test
  void goesToTheNextOrchestratorWithoutBeingReadAgain() throws IOException {
    runner.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
    try (TestingRunner second = TestingRunner.start()) {
      gateway.close();
      gateway =
          TestingServer.gateway(
              folder, "", runner.entry("r", "1.0e-8 USD/px"), second.entry("s", "1.1e-8 USD/px"));
      JsonObject place = place();
      put(place, LARGE);
      // Whoever has been asked first, has had the picture: it can go.
      runner.does(
          one -> {
            try {
              Files.delete(gateway.data().resolve("uploads").resolve(place.getString("id")));
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            one.request().response().setStatusCode(500).end("{}");
          });

      TestingAnswer bought = upscale(naming(place.getString("id")));

      assertEquals(200, bought.status(), bought::toString);
      assertEquals("2", bought.header("Pixelgate-Attempts").orElseThrow());
      assertArrayEquals(LARGE, picture(second.next().body()));
    }
  }

  @Test
  void wantsAKeyAndNothingThatItDoesNotKnow() {
    assertEquals(401, TestingClient.once(gateway.port(), "POST", "/v1/uploads").status());
    assertEquals(422, post("{\"name\":\"a\"}").status());
    assertEquals(422, post("{\"size\":0}").status());
    assertEquals(422, post("{\"size\":\"5\"}").status());
    assertEquals(422, post("{\"content_type\":\"a\\r\\nX: b\"}").status());
    assertEquals(400, post("[").status());
    try (TestingClient client = TestingClient.to(gateway.port())) {
      assertEquals(
          "unsupported-media-type",
          client
              .send("POST", "/v1/uploads", LARGE, bearer(key), "Content-Type: image/png")
              .answer()
              .code());
    }
    try (TestingClient client = TestingClient.to(gateway.port())) {
      assertEquals(
          201, client.send("POST", "/v1/uploads", new byte[0], bearer(key)).answer().status());
      TestingAnswer unbuilt =
          client
              .send("POST", "/v1/uploads", new byte[0], bearer(key), "Pixelgate-Nothing: 1")
              .answer();
      assertEquals("bad-header", unbuilt.code());
      TestingAnswer keyed =
          client
              .send("POST", "/v1/uploads", new byte[0], bearer(key), "Idempotency-Key: a")
              .answer();
      assertEquals("bad-header", keyed.code());
    }
  }

  @Test
  void countsAgainstTheRateOfItsAccount() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      String slow = bearer("pg_slow");
      assertEquals(201, client.send("POST", "/v1/uploads", new byte[0], slow).answer().status());
      TestingAnswer second = client.send("POST", "/v1/uploads", new byte[0], slow).answer();
      assertEquals(429, second.status(), second::toString);
    }
  }

  @Test
  void saysWhichMethodsThereAre() {
    TestingAnswer get = TestingClient.get(gateway.port(), "/v1/uploads");
    assertEquals(405, get.status());
    assertEquals("POST", get.header("Allow").orElseThrow());
    TestingAnswer one = TestingClient.get(gateway.port(), "/v1/uploads/" + someId());
    assertEquals(405, one.status());
    assertEquals("PUT", one.header("Allow").orElseThrow());
  }

  @Test
  void letsPagesOfConfiguredOriginsPut() {
    JsonObject place = place();
    TestingAnswer asked =
        TestingClient.once(
            gateway.port(),
            "OPTIONS",
            path(place),
            "Origin: https://app.example",
            "Access-Control-Request-Method: PUT",
            "Access-Control-Request-Headers: content-type");
    assertTrue(
        asked.header("Access-Control-Allow-Methods").orElse("").contains("PUT"), asked::toString);
    TestingAnswer put = put(place, LARGE, "Origin: https://app.example");
    assertEquals(200, put.status(), put::toString);
    assertEquals("https://app.example", put.header("Access-Control-Allow-Origin").orElseThrow());
    assertNotEquals(200, put(place(), LARGE, "Origin: https://evil.example").status());
  }
}
