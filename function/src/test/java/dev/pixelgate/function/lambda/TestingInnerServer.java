package dev.pixelgate.function.lambda;

import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.config.InvokeMode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A loop in front of a server that does what a test wants. */
final class TestingInnerServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Path socket;
  private final TestingRuntimeApi api;

  TestingInnerServer(Path folder, TestingRuntimeApi api) {
    this.socket = folder.resolve("s");
    this.api = api;
  }

  TestingInnerServer does(Handler<HttpServerRequest> what) {
    Blocking.join(
        vertx
            .createHttpServer()
            .requestHandler(what)
            .listen(SocketAddress.domainSocketAddress(socket.toString())));
    return this;
  }

  /** Begins to ask for events. */
  LambdaLoop loop(InvokeMode mode, int concurrency) {
    return loop(mode, concurrency, Freezing.NONE, InstantSource.system());
  }

  LambdaLoop loop(InvokeMode mode, int concurrency, Freezing freezing, InstantSource clock) {
    LambdaLoop loop =
        new LambdaLoop(
            new LambdaLoop.Settings(
                api.environment(concurrency), socket, mode, Duration.ofSeconds(8)),
            freezing,
            clock);
    Blocking.join(vertx.deployVerticle(loop));
    return loop;
  }

  Future<Void> undeploy() {
    return Future.join(vertx.deploymentIDs().stream().map(vertx::undeploy).toList()).mapEmpty();
  }

  @Override
  public void close() {
    Blocking.join(vertx.close());
  }
}
