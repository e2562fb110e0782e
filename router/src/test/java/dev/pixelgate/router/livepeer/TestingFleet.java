package dev.pixelgate.router.livepeer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Testing nodes in a process of their own, on ports in a row: {@code TestingFleet PORT http|tls
 * NODES...}. NODES is {@code COUNT:SLOTS:MILLIS:WORKING}, such as {@code 3:64:0:WELL}, optionally
 * with {@code :RUNNER-PORT:MODEL} of a real runner behind them. Each serves one warm model for
 * upscaling, without a price; the line {@code ready} says that all of them listen.
 */
public final class TestingFleet {
  private static final String MODEL = "stabilityai/stable-diffusion-x4-upscaler";

  private TestingFleet() {}

  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    Supplier<HttpServerOptions> options =
        args[1].equals("tls") ? TestingNode::tls : HttpServerOptions::new;
    Vertx vertx = Vertx.vertx();
    List<Future<TestingNode>> starting = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      String[] nodes = args[i].split(":", 6);
      for (int node = 0; node < Integer.parseInt(nodes[0]); node++) {
        starting.add(
            TestingNode.start(
                vertx, plan(nodes), port + starting.size(), options, InstantSource.system()));
      }
    }
    Future.all(starting)
        .onSuccess(started -> System.out.println("ready"))
        .onFailure(
            failure -> {
              System.err.println("could not start: " + failure.getMessage());
              vertx.close();
            });
  }

  private static TestingPlan plan(String[] nodes) {
    String model = nodes.length == 6 ? nodes[5] : MODEL;
    TestingPlan plan =
        TestingPlan.of(TestingModel.upscale(model).slots(Integer.parseInt(nodes[1])))
            .needs(Duration.ofMillis(Long.parseLong(nodes[2])))
            .working(TestingPlan.Working.valueOf(nodes[3]));
    return nodes.length == 6 ? plan.runner(URI.create("http://127.0.0.1:" + nodes[4])) : plan;
  }
}
