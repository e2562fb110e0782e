package dev.pixelgate.function.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingLog;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker as a go-livepeer orchestrator or a gateway meets it, with the real runtime. */
class WorkerSurfaceTest {
  private static final String TOKEN = "Authorization: Bearer sesame";
  private static final byte[] PICTURE = TestingPng.noise(24, 16, 1);

  private static TestingServer worker;

  @BeforeAll
  static void start(@TempDir Path folder) {
    worker =
        TestingServer.start(
            folder,
            """
            role: worker
            worker: { token: sesame }
            self-hosted: { device: cpu, queue: 1 }
            limits: { body: 2 MiB, side: 600 }
            """);
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  private static TestingAnswer upscale(TestingForm form, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = TOKEN;
    return TestingClient.upscale(worker.port(), form, all);
  }

  /** The encoding of go-livepeer 0.8: image first, octet-stream, no default left out. */
  private static TestingForm goLivepeer(byte[] picture) {
    return new TestingForm()
        .image("my photo.png", "application/octet-stream", picture)
        .text("prompt", "hello")
        .text("model_id", TestingServer.MODEL)
        .text("safety_check", "false")
        .text("seed", "42")
        .text("num_inference_steps", "20");
  }

  private static BufferedImage decoded(TestingAnswer answer) throws IOException {
    String url = answer.image().getString("url");
    String prefix = "data:image/png;base64,";
    assertTrue(url.startsWith(prefix), () -> url.substring(0, 40));
    byte[] png = Base64.getDecoder().decode(url.substring(prefix.length()));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void answersAGoLivepeerJobWithAPicture() throws IOException {
    TestingAnswer answer =
        upscale(goLivepeer(PICTURE), "User-Agent: Go-http-client/1.1", "Accept-Encoding: gzip");

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("application/json", answer.header("Content-Type").orElseThrow());
    assertEquals(Set.of("images"), answer.json().fieldNames());
    assertEquals(42L, answer.image().getLong("seed"));
    assertEquals(false, answer.image().getBoolean("nsfw"));
    assertEquals(96, decoded(answer).getWidth());
    assertEquals(64, decoded(answer).getHeight());
    assertEquals(
        "prompt, seed, num_inference_steps", answer.header("Pixelgate-Ignored").orElseThrow());
    assertFalse(answer.header("Pixelgate-Safety").isPresent());
  }

  @Test
  void answersTheShortestGoLivepeerJob() throws IOException {
    TestingForm form =
        new TestingForm()
            .image("in64.png", "application/octet-stream", PICTURE)
            .text("prompt", "hello")
            .text("model_id", "");
    TestingAnswer answer = upscale(form);

    assertEquals(200, answer.status(), answer::toString);
    assertEquals(96, decoded(answer).getWidth());
    long seed = answer.image().getLong("seed");
    assertTrue(seed >= 0 && seed < 1L << 32, () -> "seed " + seed);
    assertEquals("prompt", answer.header("Pixelgate-Ignored").orElseThrow());
    assertTrue(answer.header("Pixelgate-Safety").isPresent());
  }

  @Test
  void answersALargePictureWholeToo() throws IOException {
    TestingAnswer answer = upscale(goLivepeer(TestingPng.noise(200, 200, 2)));

    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.body().length > 1 << 20, "over what is kept in memory");
    assertEquals(800, decoded(answer).getHeight());
    assertEquals(List.of(), worker.spooled());
  }

  @Test
  void takesTheTrailingSlash() {
    byte[] body = goLivepeer(PICTURE).body();
    try (TestingClient client = TestingClient.to(worker.port())) {
      String type = "Content-Type: " + TestingForm.contentType();
      assertEquals(200, client.send("POST", "/upscale/", body, type, TOKEN).answer().status());
    }
  }

  @Test
  void asksForItsTokenInTheRunnersWords() {
    for (String header :
        List.of("Accept: */*", "Authorization: Bearer wrong", "Authorization: x")) {
      TestingAnswer answer = TestingClient.upscale(worker.port(), goLivepeer(PICTURE), header);

      assertEquals(401, answer.status(), answer::toString);
      assertEquals("application/json", answer.header("Content-Type").orElseThrow());
      assertEquals("Bearer", answer.header("WWW-Authenticate").orElseThrow());
      assertEquals("{\"detail\":{\"msg\":\"Invalid bearer token.\"}}", answer.text());
    }
  }

  @Test
  void namesMissingFieldsInTheRunnersWords() {
    TestingAnswer answer = upscale(new TestingForm().text("prompt", "").text("seed", "x"));

    assertEquals(422, answer.status(), answer::toString);
    String missing = "{\"loc\":[\"body\",\"%s\"],\"msg\":\"Field required\",\"type\":\"missing\"}";
    assertTrue(answer.text().contains(missing.formatted("prompt")), answer::text);
    assertTrue(answer.text().contains(missing.formatted("image")), answer::text);
    assertTrue(answer.text().contains("\"type\":\"int_parsing\""), answer::text);
  }

  @Test
  void saysThatABodyWithoutAFormMissesItsFields() {
    try (TestingClient client = TestingClient.to(worker.port())) {
      String type = "Content-Type: application/json";
      TestingAnswer answer =
          client
              .send("POST", "/upscale", "{}".getBytes(StandardCharsets.UTF_8), type, TOKEN)
              .answer();
      assertEquals(422, answer.status(), answer::toString);
    }
  }

  @Test
  void saysThatItHasAnotherModelInTheRunnersWords() {
    TestingForm form = TestingForm.of(PICTURE).text("model_id", "other/model");
    TestingAnswer answer = upscale(form);

    assertEquals(400, answer.status(), answer::toString);
    assertEquals(
        "pipeline configured with " + TestingServer.MODEL + " but called with other/model.",
        answer.detail().getString("msg"));
  }

  @Test
  void refusesEveryBadPictureWith400AndJson() {
    byte[] text = "no picture".repeat(50).getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(PICTURE, PICTURE.length / 2);
    byte[] gif = Base64.getDecoder().decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==");
    byte[] wide = TestingPng.plain(601, 5);
    byte[] heavy = new byte[3 << 20];
    for (byte[] bad : List.of(text, cut, gif, wide, heavy, new byte[0])) {
      TestingAnswer answer = upscale(TestingForm.of(bad));

      assertEquals(400, answer.status(), answer::toString);
      assertEquals("application/json", answer.header("Content-Type").orElseThrow());
      assertFalse(answer.detail().getString("msg").isBlank());
    }
  }

  @Test
  void refusesAPictureThatDoesNotDecodeInTheRunnersWords() {
    byte[] undecodable = TestingPng.ofRows(8, 8, new byte[3]);
    TestingAnswer answer = upscale(TestingForm.of(undecodable));

    assertEquals(400, answer.status(), answer::toString);
    String message = answer.detail().getString("msg");
    assertTrue(message.startsWith("Error during model execution: "), message);
  }

  @Test
  void saysInsufficientCapacityWhenItsQueueIsFull() throws Exception {
    awaitIdle();
    TestingForm form = goLivepeer(TestingPng.noise(100, 100, 9));
    List<CompletableFuture<TestingAnswer>> jobs = new ArrayList<>();
    try (ExecutorService clients = Executors.newCachedThreadPool();
        TestingLog log = TestingLog.open()) {
      for (int i = 0; i < 6; i++) {
        jobs.add(CompletableFuture.supplyAsync(() -> upscale(form), clients));
      }
      List<TestingAnswer> answers = new ArrayList<>();
      for (CompletableFuture<TestingAnswer> job : jobs) {
        answers.add(job.get(60, TimeUnit.SECONDS));
      }
      List<TestingAnswer> refused = answers.stream().filter(a -> a.status() != 200).toList();

      assertTrue(answers.size() - refused.size() >= 2, "one runs, one waits");
      assertFalse(refused.isEmpty());
      for (TestingAnswer answer : refused) {
        assertEquals(500, answer.status(), answer::toString);
        assertEquals("application/json", answer.header("Content-Type").orElseThrow());
        assertEquals("{\"detail\":{\"msg\":\"insufficient capacity\"}}", answer.text());
      }
      assertFalse(log.text().contains("ERROR"), log::text);
    }
  }

  @Test
  void answersHealthWhileItWorks() throws Exception {
    TestingForm form = goLivepeer(TestingPng.noise(100, 100, 4));
    try (TestingClient job = TestingClient.to(worker.port());
        TestingClient probe = TestingClient.to(worker.port())) {
      job.upscale(form, TOKEN);
      CompletableFuture<TestingAnswer> done = CompletableFuture.supplyAsync(job::answer);
      int answered = 0;
      while (!done.isDone() && answered < 20) {
        assertEquals(200, probe.send("GET", "/health", new byte[0]).answer().status());
        answered++;
      }
      assertEquals(20, answered, "health waited for the job");
      assertEquals(200, done.get(60, TimeUnit.SECONDS).status());
    }
  }

  @Test
  void answersTheProbesOfAnOrchestratorsStart() {
    assertEquals("{\"status\":\"OK\"}", TestingClient.get(worker.port(), "/health").text());
    JsonObject version = TestingClient.get(worker.port(), "/version").json();
    assertEquals(
        new JsonObject()
            .put("pipeline", "upscale")
            .put("model_id", TestingServer.MODEL)
            .put("version", "1.2.3"),
        version);
    for (String kind : List.of("info", "stats")) {
      TestingAnswer answer = TestingClient.get(worker.port(), "/hardware/" + kind);
      assertEquals(200, answer.status(), answer::toString);
      assertEquals(Set.of("pipeline", "model_id", "gpu_" + kind), answer.json().fieldNames(), kind);
      assertEquals("upscale", answer.json().getString("pipeline"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/image-to-image", "/text-to-image", "/", "/stream/a/b.png", "/docs"})
  void hasNothingElse(String path) {
    TestingAnswer answer = TestingClient.once(worker.port(), "POST", path, TOKEN);

    assertEquals(404, answer.status(), answer::toString);
    assertEquals("{\"detail\":\"Not Found\"}", answer.text());
    assertEquals("application/json", answer.header("Content-Type").orElseThrow());
  }

  @Test
  void takesNoOtherMethod() {
    TestingAnswer answer = TestingClient.get(worker.port(), "/upscale", TOKEN);

    assertEquals(405, answer.status(), answer::toString);
    assertEquals("{\"detail\":\"Method Not Allowed\"}", answer.text());
  }

  @Test
  void showsItsMeters() {
    upscale(goLivepeer(PICTURE));
    String scrape = TestingClient.get(worker.port(), "/metrics", TOKEN).text();

    String model = "{model=\"" + TestingServer.MODEL + "\"}";
    assertTrue(scrape.contains("pixelgate_worker_queue "), scrape);
    assertTrue(scrape.contains("pixelgate_worker_pixels_total" + model), scrape);
    assertTrue(scrape.contains("pixelgate_worker_seconds_count" + model), scrape);
    assertTrue(scrape.contains("vertx_http_server_requests_total{"), scrape);
  }

  @Test
  void leavesTheJobOfAClientThatGoes() {
    long before = pixelsDone();
    for (int i = 0; i < 3; i++) {
      try (TestingClient client = TestingClient.to(worker.port())) {
        client.upscale(goLivepeer(TestingPng.noise(400, 400, i)), TOKEN);
      }
    }
    awaitIdle();

    TestingAnswer next = upscale(goLivepeer(PICTURE));
    assertEquals(200, next.status(), next::toString);
    assertEquals(before + 24 * 16, pixelsDone());
  }

  private static long pixelsDone() {
    return (long) meter("pixelgate_worker_pixels_total{model=\"" + TestingServer.MODEL + "\"}");
  }

  /** No upload is in its spool file, no job runs. */
  private static void awaitIdle() {
    long end = System.nanoTime() + 60_000_000_000L;
    while (meter("pixelgate_worker_queue") > 0 || !worker.spooled().isEmpty()) {
      assertTrue(System.nanoTime() < end, "the worker does not come to rest");
    }
  }

  private static double meter(String series) {
    return TestingClient.get(worker.port(), "/metrics", TOKEN)
        .text()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }
}
