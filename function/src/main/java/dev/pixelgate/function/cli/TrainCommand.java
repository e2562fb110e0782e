package dev.pixelgate.function.cli;

import dev.pixelgate.function.training.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code pixelgate train}: for {@code java -XX:AOTCacheOutput=FILE}, which keeps what this process
 * has loaded, linked and counted when it ends. The gateway is started, asked and ended exactly as
 * one that sells.
 */
@Command(
    name = "train",
    description = {
      "Runs a gateway through real requests to workers of its own, and ends.",
      "For java -XX:AOTCacheOutput=FILE: what the JVM has learnt by then makes it start faster."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "says how this command is used")
  @SuppressWarnings("UnusedVariable") // its being there is what makes the parser print the help
  private boolean help;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "how often, some 25 requests each (${DEFAULT-VALUE})")
  private int rounds;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  TrainCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    refuseAConfiguredEnvironment(System.getenv());
    Path folder = Files.createTempDirectory("pixelgate-train");
    try (Training training = Training.start(folder)) {
      ServeRun gateway = ServeRun.start(training.configuration());
      try {
        training.run(gateway.url(), rounds);
      } finally {
        say("pixelgate: trained; the gateway ended with " + gateway.end());
      }
    } finally {
      remove(folder);
    }
    return ExitCode.DONE;
  }

  /** It would change the gateway that is trained, whose requests are made for its configuration. */
  private static void refuseAConfiguredEnvironment(Map<String, String> environment) {
    List<String> names =
        environment.keySet().stream()
            .filter(name -> name.startsWith("PIXELGATE_"))
            .filter(name -> !name.equals("PIXELGATE_JVM_OPTIONS"))
            .sorted()
            .toList();
    if (!names.isEmpty()) {
      throw new WrongUseException("train brings its configuration; unset " + names);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
