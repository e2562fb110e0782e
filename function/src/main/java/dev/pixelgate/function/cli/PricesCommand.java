package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
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
      required = true,
      description = "whose prices are shown")
  private URI gateway = URI.create("");

  @Option(names = "--key", paramLabel = "K", description = "the gateway's key")
  private Optional<String> key = Optional.empty();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  PricesCommand() {}

  @Override
  public Integer call() {
    Map<String, String> query = query();
    try (GatewayPrices prices = new GatewayPrices(GatewayClient.of(gateway, key))) {
      show(prices.board(query));
    }
    return ExitCode.DONE;
  }

  /** As {@code /v1/prices} takes it. */
  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    pipeline.ifPresent(name -> query.put("pipeline", name));
    model.ifPresent(id -> query.put("model_id", id));
    if (pixels.isPresent()) {
      Matcher size = SIZE.matcher(pixels.get());
      if (!size.matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "--pixels " + pixels.get() + " is not a width and a height, such as 1920x1080");
      }
      query.put("width", size.group(1));
      query.put("height", size.group(2));
    }
    return query;
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
