package dev.pixelgate.function.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Against what ECS and EKS answer. */
@ExtendWith(VertxExtension.class)
class ContainerCredentialsTest {
  @TempDir private Path folder;
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final Instant begin = Instant.parse("2026-11-29T12:00:00Z");
  private volatile Instant now = begin;
  private volatile Duration life = Duration.ofHours(1);
  private volatile int status = 200;
  private volatile String extra = "";
  private Vertx vertx;
  private URI url;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    HttpServer server =
        vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
    url = URI.create("http://127.0.0.1:" + server.actualPort() + "/v1/credentials");
  }

  private void answer(HttpServerRequest request) {
    shown.add(String.valueOf(request.getHeader("Authorization")));
    request
        .response()
        .setStatusCode(status)
        .end(
            "{\"RoleArn\":\"r\",\"AccessKeyId\":\"AKID"
                + shown.size()
                + "\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\""
                + now.plus(life)
                + "\""
                + extra
                + "}");
  }

  private ContainerCredentials source(Optional<String> token, Optional<Path> file) {
    return new ContainerCredentials(
        vertx, new CredentialOrigin.Container(url, token, file), () -> now);
  }

  @Test
  void asksAgainBeforeTheyEnd() {
    ContainerCredentials source = source(Optional.empty(), Optional.empty());
    assertEquals(new S3Credentials("AKID1", "s", Optional.of("t")), source.now().await());
    now = begin.plus(Duration.ofMinutes(39));
    assertEquals("AKID1", source.now().await().accessKey());
    now = begin.plus(Duration.ofMinutes(41));
    assertEquals("AKID2", source.now().await().accessKey());
    assertEquals(List.of("null", "null"), shown);
  }

  /** So that a URL which is signed with them lives as long as is said. */
  @Test
  void givesNoneThatEndBeforeAnUploadMayBePut() {
    ContainerCredentials source = source(Optional.empty(), Optional.empty());
    source.now().await();
    now = begin.plus(life).minus(Duration.ofMinutes(15));

    assertEquals("AKID2", source.now().await().accessKey());
  }

  @Test
  void doesNotAskEachTimeForThoseThatEndSoon() {
    life = Duration.ofMinutes(10);
    ContainerCredentials source = source(Optional.empty(), Optional.empty());
    source.now().await();
    now = begin.plus(Duration.ofSeconds(59));
    assertEquals("AKID1", source.now().await().accessKey());
    now = begin.plus(Duration.ofSeconds(61));
    assertEquals("AKID2", source.now().await().accessKey());
  }

  @Test
  void usesThemToTheirEndWhenNobodyAnswers() {
    ContainerCredentials source = source(Optional.empty(), Optional.empty());
    source.now().await();
    status = 500;
    now = begin.plus(Duration.ofMinutes(59));
    assertEquals("AKID1", source.now().await().accessKey());
    now = begin.plus(Duration.ofMinutes(61));
    S3Exception none = failure(source);
    assertEquals(S3Exception.Kind.UNREACHABLE, none.kind());
    assertEquals(
        "no credentials for the bucket from " + url + ": it answered 500", none.getMessage());
  }

  @Test
  void showsItsTokenOrThatOfAFileAsItIsNow() throws Exception {
    source(Optional.of("Bearer x"), Optional.empty()).now().await();
    Path file = Files.writeString(folder.resolve("token"), "one\n");
    ContainerCredentials source = source(Optional.empty(), Optional.of(file));
    source.now().await();
    Files.writeString(file, "two");
    now = begin.plus(Duration.ofHours(2));
    source.now().await();
    assertEquals(List.of("Bearer x", "one", "two"), shown);

    Files.delete(file);
    now = begin.plus(Duration.ofHours(4));
    assertTrue(failure(source).getMessage().contains("its token cannot be read"));
  }

  @Test
  void saysWhenAnAnswerHoldsNone() {
    extra = ",";
    assertTrue(
        failure(source(Optional.empty(), Optional.empty()))
            .getMessage()
            .endsWith(": it answered no credentials"));
  }

  private static S3Exception failure(ContainerCredentials source) {
    return assertInstanceOf(
        S3Exception.class,
        source
            .now()
            .<Throwable>map(done -> new AssertionError("it was done"))
            .otherwise(cause -> cause)
            .await());
  }
}
