package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.chain.Address;
import dev.pixelgate.router.livepeer.chain.TestingTakings;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A Livepeer orchestrator: gRPC and HTTP on one port, as the real one has it, on this machine only.
 * It does as its plan says, which may change while it runs.
 */
public final class TestingNode {
  private static final int MOST_KEPT = 1000;

  /** As a server in Go has it: 100 tickets are 10 kB. */
  private static final int MOST_HEADER_BYTES = 1 << 20;

  private final Vertx vertx;
  private final AtomicReference<TestingPlan> plan;
  private final Supplier<HttpServerOptions> options;
  private final InstantSource clock;
  private final HttpServer server;
  private final boolean tls;
  private final TestingTakings takings;
  private final AtomicReference<TestingProcess> process;
  private final TestingMedia media = new TestingMedia();
  private final TestingFaults jobFaults;
  private final TestingWork work;
  private final TestingTalk talk;
  private final TestingDesk desk;
  private final Deque<OrchestratorRequest> questions = new ArrayDeque<>();
  private final Deque<TestingJob> jobs = new ArrayDeque<>();
  private final AtomicInteger connections = new AtomicInteger();

  private TestingNode(
      Vertx vertx,
      AtomicReference<TestingPlan> plan,
      Supplier<HttpServerOptions> options,
      InstantSource clock,
      TestingTakings takings) {
    this.vertx = vertx;
    this.plan = plan;
    this.options = options;
    this.clock = clock;
    this.takings = takings;
    this.process = new AtomicReference<>(TestingProcess.of(plan.get(), clock, takings));
    HttpServerOptions mine = options.get().setHost("127.0.0.1").setMaxHeaderSize(MOST_HEADER_BYTES);
    mine.getInitialSettings().setMaxHeaderListSize(MOST_HEADER_BYTES);
    this.tls = mine.isSsl();
    this.server = vertx.createHttpServer(mine);
    TestingGate gate = new TestingGate(process::get);
    this.jobFaults = new TestingFaults(vertx);
    this.work = new TestingWork(vertx, plan::get, gate, jobFaults, media, job -> keep(jobs, job));
    this.talk =
        new TestingTalk(
            plan::get, process::get, media, work::idle, question -> keep(questions, question));
    this.desk = new TestingDesk(plan::get, gate, talk, new TestingFaults(vertx));
  }

  /** Starts one without TLS. */
  public static Future<TestingNode> start(Vertx vertx, TestingPlan plan) {
    return start(vertx, plan, 0, HttpServerOptions::new, clock(plan));
  }

  /** Starts one with TLS, and with another certificate at each start, as real ones do. */
  public static Future<TestingNode> startTls(Vertx vertx, TestingPlan plan) {
    return start(vertx, plan, 0, TestingNode::tls, clock(plan));
  }

  /** That of its chain, if it has one. */
  private static InstantSource clock(TestingPlan plan) {
    return plan.sale().map(sale -> sale.chain().clock()).orElse(InstantSource.system());
  }

  /** The options of a server with a certificate that nobody has seen. */
  static HttpServerOptions tls() {
    return TestingCertificate.of("127.0.0.1").serve();
  }

  /**
   * Starts one.
   *
   * @param port 0 for a free one
   * @param options asked for at every start, so that each may have a certificate of its own
   * @param clock ends its tokens
   */
  public static Future<TestingNode> start(
      Vertx vertx,
      TestingPlan plan,
      int port,
      Supplier<HttpServerOptions> options,
      InstantSource clock) {
    return new TestingNode(vertx, new AtomicReference<>(plan), options, clock, new TestingTakings())
        .listen(port);
  }

  private Future<TestingNode> listen(int port) {
    return server
        .connectionHandler(connection -> connections.incrementAndGet())
        .requestHandler(this::handle)
        .listen(port)
        .map(this);
  }

  /** Another process on the same port: it knows no token and payment of this one, and no result. */
  public Future<TestingNode> restart() {
    int port = port();
    return close()
        .compose(
            closed ->
                new TestingNode(vertx, new AtomicReference<>(plan.get()), options, clock, takings)
                    .listen(port));
  }

  /**
   * As if it had been restarted, but its connections stay: it knows no token and no payment of
   * before.
   */
  public void forget() {
    process.set(TestingProcess.of(plan.get(), clock, takings));
    work.forget();
  }

  /** What goes wrong with the next job, after those that wait already. */
  public void nextJob(TestingFault fault) {
    jobFaults.add(fault);
  }

  /** What goes wrong with the next payment ahead of a job, after those that wait already. */
  public void nextPayment(TestingFault fault) {
    desk.next(fault);
  }

  /**
   * What this payer has left for a capability, on a chain; nothing when the process knows of
   * nothing.
   */
  public Optional<WeiAmount> balance(Address payer, Capability capability) {
    return process
        .get()
        .till()
        .flatMap(till -> till.balance(payer, TestingTask.manifest(capability)));
  }

  /** What its tills took and its jobs cost, whatever it forgot meanwhile. */
  public TestingTakings takings() {
    return takings;
  }

  /** How often somebody paid ahead of a job. */
  public int payments() {
    return desk.payments();
  }

  /** Is so from now on. */
  public void become(TestingPlan next) {
    plan.set(next);
  }

  public int port() {
    return server.actualPort();
  }

  /** Where it is. */
  public URI url() {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port());
  }

  /** The newest questions, the oldest first. */
  public List<OrchestratorRequest> questions() {
    synchronized (questions) {
      return new ArrayList<>(questions);
    }
  }

  /** The newest jobs that arrived whole, the oldest first. */
  public List<TestingJob> jobs() {
    synchronized (jobs) {
      return new ArrayList<>(jobs);
    }
  }

  /** How often somebody connected. */
  public int connections() {
    return connections.get();
  }

  public Future<Void> close() {
    return server.close();
  }

  private void handle(HttpServerRequest request) {
    String type = Optional.ofNullable(request.getHeader("content-type")).orElse("");
    if (request.version() == HttpVersion.HTTP_2 && type.startsWith("application/grpc")) {
      request.body().onSuccess(body -> talk.handle(request, body));
    } else if (request.path().equals("/payment") && process.get().till().isPresent()) {
      desk.handle(request);
    } else if (request.path().startsWith("/stream/")) {
      media.handle(request);
    } else {
      Pipeline.of(request.path().substring(1))
          .ifPresentOrElse(
              pipeline -> work.handle(request, pipeline),
              () ->
                  TestingTask.refuse(request, new TestingGate.Refusal(404, "404 page not found")));
    }
  }

  private static <T> void keep(Deque<T> kept, T one) {
    synchronized (kept) {
      kept.addLast(one);
      if (kept.size() > MOST_KEPT) {
        kept.removeFirst();
      }
    }
  }
}
