package dev.pixelgate.function.cli;

import dev.pixelgate.function.assembly.StartException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    return new Serve(common, flags, spec.commandLine().getOut()).run();
  }
}
