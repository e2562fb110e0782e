package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.router.livepeer.chain.SignerFault.Kind;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A remote signer as go-livepeer has it, on this machine only: it remembers nothing, and holds the
 * key of an account with 10 ether of deposit and reserve.
 */
public final class TestingSigner {
  private final Vertx vertx;
  private final TestingChain chain;
  private final HttpServer server;
  private final Queue<SignerFault> faults = new ConcurrentLinkedQueue<>();
  private final List<JsonObject> payments = new CopyOnWriteArrayList<>();
  private final AtomicInteger signed = new AtomicInteger();
  private final AtomicInteger introductions = new AtomicInteger();
  private volatile SignerTerms terms;
  private volatile Optional<List<Offered>> offered = Optional.empty();

  private TestingSigner(Vertx vertx, TestingChain chain, SignerTerms terms) {
    this.vertx = vertx;
    this.chain = chain;
    this.terms = terms;
    this.server = vertx.createHttpServer();
  }

  /**
   * An orchestrator that it lists.
   *
   * @param capabilities such as {@code upscale/some/model}
   */
  public record Offered(String address, List<String> capabilities) {}

  /** Starts one for account 3. */
  public static Future<TestingSigner> start(Vertx vertx, TestingChain chain) {
    return start(vertx, chain, SignerTerms.USUAL, 0);
  }

  /**
   * Starts one.
   *
   * @param port 0 for a free one
   */
  public static Future<TestingSigner> start(
      Vertx vertx, TestingChain chain, SignerTerms terms, int port) {
    TestingSigner signer = new TestingSigner(vertx, chain, terms);
    chain.fund(signer.address(), TestingChain.Account.ofEther(10, 10));
    return signer.server.requestHandler(signer::handle).listen(port, "127.0.0.1").map(signer);
  }

  /** Where it is. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Whose money it spends. */
  public Address address() {
    return TestingKey.of(terms.account()).address();
  }

  /** Is so from now on. */
  public void become(SignerTerms next) {
    terms = next;
  }

  /** What goes wrong with the next payment, after those that wait already. */
  public void next(SignerFault fault) {
    faults.add(fault);
  }

  /** Lists these; without any it has no list at all. */
  public void offers(List<Offered> orchestrators) {
    offered = Optional.of(List.copyOf(orchestrators));
  }

  /** What it was asked to pay, the first one first. */
  public List<JsonObject> payments() {
    return payments;
  }

  /** How many payments it has signed. */
  public int signed() {
    return signed.get();
  }

  /** How often it was asked who it is. */
  public int introductions() {
    return introductions.get();
  }

  public Future<Void> close() {
    return server.close();
  }

  private void handle(HttpServerRequest request) {
    switch (request.method() + " " + request.path()) {
      case "POST /sign-orchestrator-info" -> request.body().onSuccess(body -> introduce(request));
      case "POST /generate-live-payment" -> request.body().onSuccess(body -> pay(request, body));
      case "GET /discover-orchestrators" -> list(request);
      default -> request.response().setStatusCode(404).end("404 page not found\n");
    }
  }

  private void introduce(HttpServerRequest request) {
    introductions.incrementAndGet();
    TestingKey key = TestingKey.of(terms.account());
    answer(
        request,
        200,
        new JsonObject()
            .put("address", key.address().toString())
            .put("signature", "0x" + HexFormat.of().formatHex(key.introduction()))
            .toBuffer());
  }

  private void pay(HttpServerRequest request, Buffer body) {
    SignerFault fault = Optional.ofNullable(faults.poll()).orElse(SignerFault.NONE);
    if (fault.delay().isZero()) {
      pay(request, body, fault.kind());
    } else {
      vertx.setTimer(fault.delay().toMillis(), late -> pay(request, body, fault.kind()));
    }
  }

  private void pay(HttpServerRequest request, Buffer body, Kind fault) {
    SignerAnswer answer;
    try {
      SignerRequest asked = SignerRequest.read(body);
      payments.add(body.toJsonObject());
      answer =
          switch (fault) {
            case ERROR -> new SignerAnswer.Refused(500, "oh no");
            case REFRESH -> new SignerAnswer.Refresh(transcoder(asked));
            default -> new SignerDesk(chain, terms).answer(asked);
          };
    } catch (SignerRequest.MalformedException e) {
      answer = SignerAnswer.bad("" + e.getMessage());
    }
    switch (fault) {
      case RESET -> request.connection().close();
      case HTML ->
          request.response().putHeader("content-type", "text/html").end("<html>hello</html>");
      case HANGS -> {}
      case NOTHING, ERROR, REFRESH -> answer(request, answer);
    }
  }

  private static String transcoder(SignerRequest asked) {
    try {
      return OrchestratorInfo.parseFrom(asked.orchestrator()).getTranscoder();
    } catch (InvalidProtocolBufferException e) {
      return "";
    }
  }

  private void answer(HttpServerRequest request, SignerAnswer answer) {
    switch (answer) {
      case SignerAnswer.Signed(JsonObject body) -> {
        signed.incrementAndGet();
        answer(request, 200, body.toBuffer());
      }
      case SignerAnswer.Refused(int status, String message) ->
          answer(request, status, SignerAnswer.error(status, message).toBuffer());
      case SignerAnswer.Refresh(String orchestrator) -> {
        request.response().putHeader("Livepeer-Orchestrator-URL", orchestrator);
        answer(
            request, 480, SignerAnswer.error(480, "refresh session for remote signer").toBuffer());
      }
    }
  }

  private void list(HttpServerRequest request) {
    List<Offered> all = offered.orElse(List.of());
    if (offered.isEmpty()) {
      request.response().setStatusCode(404).end("404 page not found\n");
    } else if (all.isEmpty()) {
      answer(request, 503, SignerAnswer.error(503, "cache empty").toBuffer());
    } else {
      List<String> wanted = request.params().getAll("caps");
      JsonArray found = new JsonArray();
      all.stream()
          .filter(one -> wanted.isEmpty() || one.capabilities.stream().anyMatch(wanted::contains))
          .forEach(
              one ->
                  found.add(
                      new JsonObject()
                          .put("address", one.address)
                          .put("score", 1)
                          .put("capabilities", new JsonArray(one.capabilities))));
      answer(request, 200, found.toBuffer());
    }
  }

  private static void answer(HttpServerRequest request, int status, Buffer json) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(json.copy().appendByte((byte) '\n'));
  }
}
