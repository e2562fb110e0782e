package dev.pixelgate.function.cli;

import dev.pixelgate.pricing.JobSize;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pixelgate prices}. */
@Command(
    name = "prices",
    description = "Shows every offer: its age, price and charge, and whether it would be asked.")
final class PricesCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})x([1-9][0-9]{0,8})");

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--pixels",
      paramLabel = "WxH",
      description = "size of the job that is priced; 256x256 when not given")
  private Optional<String> pixels = Optional.empty();

  @Option(names = "--pipeline", paramLabel = "P", description = "the only one to be shown")
  private Optional<String> pipeline = Optional.empty();

  @Option(names = "--model", paramLabel = "ID", description = "the only one to be shown")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "whose prices are shown, instead of this configuration's")
  private Optional<URI> gateway = Optional.empty();

  @Option(names = "--key", paramLabel = "K", description = "the gateway's key")
  private Optional<String> key = Optional.empty();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  PricesCommand() {}

  @Override
  public Integer call() {
    PricesRequest request = new PricesRequest(pipeline, model, pixels.map(this::size));
    show(prices().board(request));
    return ExitCode.DONE;
  }

  private Prices prices() {
    if (gateway.isPresent()) {
      return new GatewayPrices(gateway.get(), key);
    }
    if (key.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--key goes with --gateway");
    }
    return new LocalPrices(common.require(Map.of()));
  }

  private JobSize size(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--pixels " + text + " is not a width and a height, such as 1920x1080");
    }
    return new JobSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), 1);
  }

  private void show(JsonObject board) {
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      out.println(board.encode());
    } else {
      PriceTables.of(board).forEach(out::println);
    }
    out.flush();
  }
}
