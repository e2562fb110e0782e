package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.ConfigurationResult;
import dev.pixelgate.function.config.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pixelgate check}. */
@Command(
    name = "check",
    description = "Reads the configuration, says what it understood and what is wrong.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  CheckCommand() {}

  @Override
  public Integer call() {
    return switch (common.read(Map.of())) {
      case ConfigurationResult.Valid(Configuration configuration) -> understood(configuration);
      case ConfigurationResult.Invalid(List<Problem> problems) -> wrong(problems);
    };
  }

  private int understood(Configuration configuration) {
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      out.println(
          new JsonObject()
              .put("ok", true)
              .put("settings", new JsonArray(List.copyOf(configuration.describe())))
              .encode());
    } else {
      configuration.describe().forEach(out::println);
      out.println("the configuration is good");
    }
    out.flush();
    return ExitCode.DONE;
  }

  private int wrong(List<Problem> problems) {
    List<String> texts = problems.stream().map(Problem::toString).toList();
    if (common.json()) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          new JsonObject()
              .put("ok", false)
              .put("problems", new JsonArray(List.copyOf(texts)))
              .encode());
      out.flush();
    } else {
      PrintWriter err = spec.commandLine().getErr();
      texts.forEach(err::println);
      err.println("problems: " + texts.size());
      err.flush();
    }
    return ExitCode.WRONG_USE;
  }
}
