package dev.pixelgate.router.livepeer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Testing nodes in a process of their own, on ports in a row: {@code TestingFleet PORT COUNT [tls
 * [RUNNER MODEL]]}. Each serves one warm model for upscaling, without a price, by itself or by a
 * real runner at this URL; the line {@code ready} says that all of them listen.
 */
public final class TestingFleet {
  private static final String MODEL = "stabilityai/stable-diffusion-x4-upscaler";

  private TestingFleet() {}

  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    int count = Integer.parseInt(args[1]);
    Supplier<HttpServerOptions> options =
        args.length > 2 && args[2].equals("tls") ? TestingNode::tls : HttpServerOptions::new;
    Vertx vertx = Vertx.vertx();
    TestingPlan drawing = TestingPlan.of(TestingModel.upscale(MODEL).slots(64));
    TestingPlan plan =
        args.length > 4
            ? TestingPlan.of(TestingModel.upscale(args[4])).runner(URI.create(args[3]))
            : drawing;
    List<Future<TestingNode>> starting =
        IntStream.range(port, port + count)
            .mapToObj(one -> TestingNode.start(vertx, plan, one, options, InstantSource.system()))
            .toList();
    Future.all(starting)
        .onSuccess(started -> System.out.println("ready"))
        .onFailure(
            failure -> {
              System.err.println("could not start: " + failure.getMessage());
              vertx.close();
            });
  }
}
