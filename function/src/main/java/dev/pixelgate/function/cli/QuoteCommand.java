package dev.pixelgate.function.cli;

import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.picture.Picture;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixelgate quote}. */
@Command(
    name = "quote",
    description = "Says what upscaling pictures would cost, and who would do it; sends none.")
final class QuoteCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "IN", description = "pictures, or a folder")
  private List<Path> inputs = List.of();

  @Option(names = "--model", paramLabel = "ID", description = "defaults.upscale when not given")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "who quotes, and is bound by it, instead of this configuration's market")
  private Optional<URI> gateway = Optional.empty();

  @Option(names = "--key", paramLabel = "K", description = "the gateway's key")
  private Optional<String> key = Optional.empty();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  QuoteCommand() {}

  @Override
  public Integer call() {
    List<Path> pictures = Tasks.pictures(inputs);
    List<Quoted> results = new ArrayList<>();
    try (Quoter quoter = quoter()) {
      for (Path picture : pictures) {
        results.add(report(picture, quoted(quoter, picture)));
      }
    }
    if (common.json()) {
      JsonArray array = new JsonArray();
      for (int i = 0; i < results.size(); i++) {
        array.add(results.get(i).json(pictures.get(i)));
      }
      say(new JsonObject().put("quotes", array).encode());
    }
    return exitCode(results);
  }

  private Quoter quoter() {
    if (gateway.isPresent()) {
      return new GatewayQuoter(GatewayClient.of(gateway.get(), key), model);
    }
    if (key.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--key goes with --gateway");
    }
    return new LocalQuoter(common.require(Map.of()), model);
  }

  private static Quoted quoted(Quoter quoter, Path file) {
    Optional<Picture> picture;
    try {
      picture = LocalImage.header(file);
    } catch (IOException e) {
      return new Quoted.Refused(ExitCode.FAILED, "cannot be read: " + e.getMessage());
    }
    return picture
        .map(known -> quoter.quote(new JobSize(known.width(), known.height(), 1)))
        .orElseGet(() -> new Quoted.Refused(ExitCode.FAILED, "no picture with a known size"));
  }

  private Quoted report(Path picture, Quoted result) {
    if (!common.json()) {
      switch (result) {
        case Quoted.Priced priced -> say(picture + "  " + priced);
        case Quoted.Refused refused -> {
          spec.commandLine().getErr().println("pixelgate: " + picture + ": " + refused.message());
          spec.commandLine().getErr().flush();
        }
      }
    }
    return result;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** The gravest: a failure before a refusal for its price. */
  private static int exitCode(List<Quoted> results) {
    int code = ExitCode.DONE;
    for (Quoted result : results) {
      if (result instanceof Quoted.Refused refused && code != ExitCode.FAILED) {
        code = refused.exitCode();
      }
    }
    return code;
  }
}
