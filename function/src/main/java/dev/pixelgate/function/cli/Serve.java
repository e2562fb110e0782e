package dev.pixelgate.function.cli;

import dev.pixelgate.function.assembly.Server;
import dev.pixelgate.function.assembly.StartException;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.lambda.LambdaEnvironment;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * What {@code pixelgate serve} does, whoever read its arguments.
 *
 * @param flags values by dotted key, such as {@code listen.port}
 * @param out where it says what it is and where
 */
record Serve(CommonOptions common, Map<String, String> flags, PrintWriter out) {
  /** Serves until it is asked to end, as a function where it is one; the exit code. */
  int run() throws InterruptedException, IOException, StartException {
    Optional<LambdaEnvironment> lambda = LambdaEnvironment.of(System.getenv());
    return lambda.isPresent()
        ? new LambdaService(common, flags, lambda.get()).run()
        : serve(common.require(flags));
  }

  private int serve(Configuration configuration) throws InterruptedException, StartException {
    // Before anybody is told where the server is, so that whoever knows can end it in order.
    CountDownLatch asked = StopSignals.listen();
    try (Server server = Server.start(configuration, Build.version())) {
      say(server);
      asked.await();
    }
    return ExitCode.DONE;
  }

  private void say(Server server) {
    if (common.json()) {
      out.println(
          new JsonObject()
              .put("url", server.url())
              .put("role", server.role())
              .put("version", Build.version())
              .encode());
    } else {
      out.println("pixelgate " + Build.version() + " " + server.describe());
    }
    out.flush();
  }
}
