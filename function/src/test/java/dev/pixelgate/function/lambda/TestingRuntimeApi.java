package dev.pixelgate.function.lambda;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lambda's Runtime API for the process under test, byte for byte as its documentation has it: an
 * event is given once, an answer is taken once and for an event that runs, 6 MB and 100 bytes at
 * most in one piece. {@code AwsClientTest} has AWS's own client work against it.
 */
final class TestingRuntimeApi implements AutoCloseable {
  /** What the real one says when it refuses an answer. */
  static final int MOST_BYTES = 6 * 1024 * 1024 + 100;

  private static final String ROOT = "/2018-06-01/runtime/";

  private record Event(String id, String json, Instant deadline) {}

  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<TestingCall>> running = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<TestingCall>> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<TestingCall> initError = new CompletableFuture<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger toDrop = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();

  private TestingRuntimeApi() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  static TestingRuntimeApi start() {
    try {
      return new TestingRuntimeApi();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As AWS_LAMBDA_RUNTIME_API has it. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  LambdaEnvironment environment(int concurrency) {
    return LambdaEnvironment.of(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                address(),
                "AWS_LAMBDA_MAX_CONCURRENCY",
                Integer.toString(concurrency)))
        .orElseThrow();
  }

  /** Closes the next connections on which an event is asked for, without a word. */
  void dropNext(int times) {
    toDrop.set(times);
  }

  /** How many it has closed so. */
  int dropped() {
    return dropped.get();
  }

  /** How often an event was asked for. */
  int asked() {
    return asked.get();
  }

  /** Sends this event; its id. */
  String send(String json, Instant deadline) {
    String id = "8476a536-e9f4-11e8-9739-" + "%012d".formatted(answers.size());
    answers.put(id, new CompletableFuture<>());
    events.add(new Event(id, json, deadline));
    return id;
  }

  /** Sends this event and waits for what is said to it. */
  TestingCall invoke(String json) {
    return answer(send(json, Instant.now().plusSeconds(60)));
  }

  /** What is said to this event, waited for. */
  TestingCall answer(String id) {
    return await(answers.get(id));
  }

  /** Whether nothing whole has been said yet. */
  boolean isOpen(String id) {
    return !answers.get(id).isDone();
  }

  TestingCall initError() {
    return await(initError);
  }

  private static TestingCall await(CompletableFuture<TestingCall> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("nothing was said", e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.add(socket);
        if (server.isClosed()) {
          socket.close(); // it came while all others were closed
        }
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      boolean more = true;
      while (more) {
        TestingCall call = TestingCall.read(in, out);
        more = answer(call, out) && !call.header("connection").equals("close");
      }
    } catch (IOException | InterruptedException gone) {
      // As the real one: nobody is told.
    } finally {
      connections.remove(socket);
    }
  }

  private boolean answer(TestingCall call, OutputStream out)
      throws IOException, InterruptedException {
    if (call.is("GET", ROOT + "invocation/next")) {
      return next(out);
    }
    if (call.is("POST", ROOT + "init/error")) {
      say(out, 202, "", "{\"status\":\"OK\"}");
      return initError.complete(call);
    }
    String[] parts = call.path().split("/");
    boolean known = parts.length == 6 && call.path().startsWith(ROOT + "invocation/");
    if (!known || !Set.of("response", "error").contains(parts[5])) {
      say(out, 404, "", "{}");
      return true;
    }
    return taken(call, parts[4], out);
  }

  private boolean next(OutputStream out) throws IOException, InterruptedException {
    asked.incrementAndGet();
    if (toDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      dropped.incrementAndGet();
      return false;
    }
    Event event = events.take();
    running.put(event.id, answers.get(event.id));
    String headers =
        "Lambda-Runtime-Aws-Request-Id: "
            + event.id
            + "\r\nLambda-Runtime-Deadline-Ms: "
            + event.deadline.toEpochMilli()
            + "\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:123456789012:function:gate"
            + "\r\nLambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0\r\n";
    say(out, 200, headers, event.json);
    return true;
  }

  private boolean taken(TestingCall call, String id, OutputStream out) throws IOException {
    boolean streamed = call.header("lambda-runtime-function-response-mode").equals("streaming");
    if (!running.containsKey(id)) {
      say(out, 400, "", error("Invalid request ID", "InvalidRequestID"));
    } else if (!streamed && call.body().length > MOST_BYTES) {
      say(
          out,
          413,
          "",
          error("Exceeded maximum allowed payload size (6291556 bytes).", "RequestEntityTooLarge"));
    } else {
      say(out, 202, "", "{\"status\":\"OK\"}");
      running.remove(id).complete(call);
    }
    return true;
  }

  private static String error(String message, String type) {
    return new JsonObject().put("errorMessage", message).put("errorType", type).encode();
  }

  private static void say(OutputStream out, int status, String headers, String json)
      throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d OK\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, headers, body.length);
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.flush();
  }

  /** Is gone, with every connection. */
  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
