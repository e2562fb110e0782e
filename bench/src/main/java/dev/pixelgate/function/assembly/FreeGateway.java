package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.ConfigurationLoader;
import dev.pixelgate.function.config.ConfigurationResult;
import dev.pixelgate.function.config.ConfigurationSources;
import dev.pixelgate.function.sale.Bills;
import dev.pixelgate.function.sale.OrderDecisions;
import dev.pixelgate.function.sale.Receipts;
import dev.pixelgate.function.sale.UpscaleSales;
import dev.pixelgate.router.Dispatcher;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway with nobody who keeps the money of orders and without receipts, so that what these
 * cost can be measured beside it. All else is as it is. Argument: a configuration file.
 */
public final class FreeGateway {
  private FreeGateway() {}

  /** Serves until it is killed. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    ConfigurationSources sources =
        new ConfigurationSources(
            Optional.of(file), Path.of("").toAbsolutePath(), Map.of(), Map.of());
    switch (ConfigurationLoader.load(sources)) {
      case ConfigurationResult.Valid(Configuration configuration) -> serve(configuration);
      case ConfigurationResult.Invalid invalid ->
          throw new IllegalArgumentException(invalid.problems().toString());
    }
  }

  private static void serve(Configuration configuration) {
    Server server = Blocking.join(new Free(Platform.start(), configuration).start());
    System.out.println(server.describe());
  }

  private static final class Free extends GatewayStart {
    Free(Platform platform, Configuration configuration) {
      super(platform, configuration);
    }

    @Override
    UpscaleSales sales(
        Dispatcher dispatcher, Bills bills, Receipts receipts, OrderDecisions decisions) {
      return super.sales(dispatcher, Bills.FREE, Receipts.NONE, OrderDecisions.NONE);
    }
  }
}
