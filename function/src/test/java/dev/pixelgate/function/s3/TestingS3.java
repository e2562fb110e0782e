package dev.pixelgate.function.s3;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real server that speaks S3 and verifies signatures (S3Proxy), with its objects in memory, on a
 * free port of the loopback address. It ends with the process that started it.
 *
 * <p>Its jar is copied by the build into {@code target/test-programs}; {@code
 * -Dpixelgate.s3.server=JAR} names another.
 */
public final class TestingS3 implements AutoCloseable {
  /** Its one account. */
  public static final String ACCESS_KEY = "AKIDPIXELGATE";

  /** With characters that have a meaning in URLs. */
  public static final String SECRET_KEY = "s3cr3t/key+with=signs";

  public static final String REGION = "us-east-1";

  private static final Pattern LISTENING =
      Pattern.compile("Started .*ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)\\}");
  private static final long MOST_SECONDS = 60;

  /** Ends the server when this process is gone, of which the end of the input tells. */
  private static final String GUARD =
      "exec 3<&0; \"$@\" </dev/null & server=$!; { cat >/dev/null; kill -KILL $server 2>/dev/null;"
          + " } <&3 & wait $server; kill $! 2>/dev/null";

  private final Process guard;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private TestingS3(Process guard) {
    this.guard = guard;
  }

  /** The server that all tests of this process share. */
  public static TestingS3 shared() {
    return Shared.SERVER;
  }

  /** One of one's own, to be killed and hung. */
  public static TestingS3 start() {
    return start(0);
  }

  /** One on this port, such as that of one which is gone; without its objects. */
  public static TestingS3 start(int port) {
    try {
      Path settings = Files.createTempFile("pixelgate-s3-", ".conf");
      Files.write(
          settings,
          List.of(
              "s3proxy.endpoint=http://127.0.0.1:" + port,
              "s3proxy.authorization=aws-v4",
              "s3proxy.identity=" + ACCESS_KEY,
              "s3proxy.credential=" + SECRET_KEY,
              "jclouds.provider=transient-nio2",
              "jclouds.identity=none",
              "jclouds.credential=none"));
      List<String> command =
          List.of(
              "sh",
              "-c",
              GUARD,
              "s3",
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx384m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-jar",
              jar().toString(),
              "--properties",
              settings.toString());
      TestingS3 server =
          new TestingS3(new ProcessBuilder(command).redirectErrorStream(true).start());
      Thread.ofPlatform().daemon().start(server::readLog);
      server.port.get(MOST_SECONDS, TimeUnit.SECONDS);
      Files.delete(settings);
      return server;
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not start: " + e.getMessage(), e);
    }
  }

  private static Path jar() {
    Path jar =
        Path.of(System.getProperty("pixelgate.s3.server", "target/test-programs/s3proxy.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          jar.toAbsolutePath() + " is missing: `mvn generate-test-resources` copies it there");
    }
    return jar;
  }

  private void readLog() {
    StringBuilder said = new StringBuilder();
    try (BufferedReader log = guard.inputReader(StandardCharsets.UTF_8)) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          port.complete(Integer.parseInt(listening.group(1)));
        }
        if (!port.isDone()) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      said.append(e);
    }
    port.completeExceptionally(new IOException("it said: " + said));
  }

  /** Where it listens. */
  public int port() {
    return port.join();
  }

  /** Makes an empty bucket; its URL as {@code media.url} takes it. */
  public String newBucket() {
    return newBucket("/media");
  }

  /** The same with this prefix, such as {@code /media}, or none. */
  public String newBucket(String prefix) {
    String bucket = "b-" + UUID.randomUUID();
    URI url = URI.create("http://127.0.0.1:" + port() + "/" + bucket);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).PUT(HttpRequest.BodyPublishers.noBody());
    new RequestSigner(REGION, InstantSource.system())
        .headers(credentials(), "PUT", url, Map.of(), S3Body.NONE)
        .forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("a bucket cannot be made: status " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("a bucket cannot be made", e);
    }
    return "s3://%s%s?endpoint=http://127.0.0.1:%d&region=%s"
        .formatted(bucket, prefix, port(), REGION);
  }

  /** What its clients sign with. */
  public static S3Credentials credentials() {
    return new S3Credentials(ACCESS_KEY, SECRET_KEY, Optional.empty());
  }

  /** The same as variables of an environment. */
  public static Map<String, String> environment() {
    return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
  }

  /** A client of a bucket that {@link #newBucket} has made. */
  public static S3Client client(Vertx vertx, String bucket) {
    return new S3Client(
        vertx,
        S3Location.parse(bucket),
        credentials().fixed(),
        InstantSource.system(),
        S3Watch.NONE);
  }

  /** Makes it stand still, as a network that takes everything away would, or go on. */
  public void hang(boolean still) {
    signal(still ? "STOP" : "CONT");
  }

  private void signal(String signal) {
    guard
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .forEach(
            process -> {
              try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
              } catch (IOException e) {
                throw new IllegalStateException("no signal can be sent", e);
              }
            });
  }

  /** As a power cut would; its objects are gone. */
  public void kill() {
    signal("KILL");
    guard.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Started when the first test asks. */
  private static final class Shared {
    static final TestingS3 SERVER = start();
  }
}
