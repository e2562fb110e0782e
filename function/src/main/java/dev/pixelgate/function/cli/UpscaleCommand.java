package dev.pixelgate.function.cli;

import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.pricing.Usd;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixelgate upscale}. */
@Command(
    name = "upscale",
    description = "Upscales pictures to 4x on the own runtime, or through a gateway.")
final class UpscaleCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "IN",
      description = "pictures (PNG, JPEG, WebP, GIF, BMP, TIFF), or a folder")
  private List<Path> inputs = List.of();

  @Option(names = "-o", paramLabel = "OUT", description = "a file or a folder")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--model", paramLabel = "ID", description = "defaults.upscale when not given")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--prompt",
      paramLabel = "T",
      defaultValue = "high quality, detailed",
      description = "for diffusion models; ${DEFAULT-VALUE} when not given")
  private String prompt = "";

  @Option(names = "--seed", paramLabel = "N", description = "drawn when not given")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--max-charge", paramLabel = "P", description = "such as \"0.001 USD\"")
  private Optional<String> maxCharge = Optional.empty();

  @Option(names = "--gateway", paramLabel = "URL", description = "who upscales, instead of here")
  private Optional<URI> gateway = Optional.empty();

  @Option(names = "--key", paramLabel = "K", description = "the gateway's key")
  private Optional<String> key = Optional.empty();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  UpscaleCommand() {}

  @Override
  public Integer call() {
    UpscaleRequest request = request();
    List<Task> tasks = Tasks.of(inputs, output);
    try (Upscaler upscaler = upscaler(request)) {
      List<Upscaled> results = tasks.stream().map(task -> report(upscaler.upscale(task))).toList();
      if (common.json()) {
        JsonArray array = new JsonArray();
        results.forEach(result -> array.add(result.json()));
        say(new JsonObject().put("results", array).encode());
      }
      return exitCode(results);
    }
  }

  private UpscaleRequest request() {
    if (seed.isPresent() && (seed.get() < 0 || seed.get() > UpscaleParameters.MAX_SEED)) {
      throw wrong("--seed " + seed.get() + " is not within 0 to " + UpscaleParameters.MAX_SEED);
    }
    OptionalLong number = seed.map(OptionalLong::of).orElse(OptionalLong.empty());
    return new UpscaleRequest(prompt, model, number, maxCharge.map(this::usd));
  }

  private Usd usd(String text) {
    try {
      return Usd.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong("--max-charge: " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Upscaler upscaler(UpscaleRequest request) {
    if (gateway.isPresent()) {
      return new GatewayUpscaler(GatewayClient.of(gateway.get(), key), request);
    }
    if (key.isPresent()) {
      throw wrong("--key goes with --gateway");
    }
    TileProgress progress = TileProgress.onTerminal(spec.commandLine().getErr(), common.json());
    return LocalUpscaler.start(common.require(Map.of()), request, progress);
  }

  private Upscaled report(Upscaled result) {
    if (!common.json()) {
      switch (result) {
        case Upscaled.Done done -> say(done.toString());
        case Upscaled.Refused refused -> {
          spec.commandLine().getErr().println("pixelgate: " + refused);
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
  private static int exitCode(List<Upscaled> results) {
    int code = ExitCode.DONE;
    for (Upscaled result : results) {
      if (result instanceof Upscaled.Refused refused && code != ExitCode.FAILED) {
        code = refused.exitCode();
      }
    }
    return code;
  }
}
