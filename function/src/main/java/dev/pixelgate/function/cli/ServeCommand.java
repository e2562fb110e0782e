package dev.pixelgate.function.cli;

import dev.pixelgate.function.assembly.Server;
import dev.pixelgate.function.assembly.StartException;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.lambda.LambdaEnvironment;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pixelgate serve}. */
@Command(
    name = "serve",
    description = "Runs the HTTP server; SIGTERM or Ctrl-C drains and ends it.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "listen.port")
  private Optional<String> port = Optional.empty();

  @Option(names = "--host", paramLabel = "H", description = "listen.host")
  private Optional<String> host = Optional.empty();

  @Option(names = "--role", paramLabel = "ROLE", description = "all-in-one, gateway or worker")
  private Optional<String> role = Optional.empty();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException, IOException, StartException {
    Map<String, String> flags = new HashMap<>();
    port.ifPresent(value -> flags.put("listen.port", value));
    host.ifPresent(value -> flags.put("listen.host", value));
    role.ifPresent(value -> flags.put("role", value));
    Optional<LambdaEnvironment> lambda = LambdaEnvironment.of(System.getenv());
    return lambda.isPresent()
        ? new LambdaService(common, flags, lambda.get()).run()
        : serve(common.require(flags));
  }

  private int serve(Configuration configuration) throws InterruptedException, StartException {
    // Before anybody is told where the server is, so that whoever knows can end it in order.
    CountDownLatch asked = StopSignals.listen();
    try (Server server = Server.start(configuration, Version.current())) {
      say(server);
      asked.await();
    }
    return ExitCode.DONE;
  }

  private void say(Server server) {
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      out.println(
          new JsonObject()
              .put("url", server.url())
              .put("role", server.role())
              .put("version", Version.current())
              .encode());
    } else {
      out.println("pixelgate " + Version.current() + " " + server.describe());
    }
    out.flush();
  }
}
