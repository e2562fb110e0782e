package dev.pixelgate.function.cli;

import dev.pixelgate.function.assembly.LambdaRules;
import dev.pixelgate.function.assembly.LambdaServer;
import dev.pixelgate.function.assembly.StartException;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.lambda.InitError;
import dev.pixelgate.function.lambda.LambdaEnvironment;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code pixelgate serve} where Lambda has started it. */
final class LambdaService {
  private static final Logger LOG = LoggerFactory.getLogger(LambdaService.class);

  /** Whoever has the function's URL may ask: what holds for a public host holds here. */
  private static final String PUBLIC_HOST = "0.0.0.0";

  private final CommonOptions common;
  private final Map<String, String> flags;
  private final LambdaEnvironment environment;

  LambdaService(CommonOptions common, Map<String, String> flags, LambdaEnvironment environment) {
    this.common = common;
    this.flags = new HashMap<>(flags);
    this.flags.put("listen.host", PUBLIC_HOST);
    this.environment = environment;
  }

  /** Until SIGTERM, or until Lambda is gone. */
  int run() throws InterruptedException, IOException, StartException {
    CountDownLatch asked = StopSignals.listen();
    AtomicReference<Optional<Throwable>> gone = new AtomicReference<>(Optional.empty());
    try (LambdaServer server = start()) {
      server
          .ended()
          .onFailure(
              cause -> {
                gone.set(Optional.of(cause));
                asked.countDown();
              });
      asked.await();
    }
    gone.get().ifPresent(cause -> LOG.error("lambda=gone reason=\"{}\"", cause.getMessage()));
    return gone.get().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private LambdaServer start() throws IOException, StartException {
    try {
      return LambdaServer.start(configuration(), environment);
    } catch (WrongUseException e) {
      InitError.report(environment, "ConfigurationInvalid", String.valueOf(e.getMessage()));
      throw e;
    } catch (StartException e) {
      InitError.report(environment, "StartFailed", String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private Configuration configuration() {
    Configuration configuration = common.require(flags);
    List<String> problems = LambdaRules.problems(configuration);
    if (!problems.isEmpty()) {
      throw new WrongUseException(
          "the configuration cannot be used on Lambda:\n  " + String.join("\n  ", problems));
    }
    if (configuration.publicUrl().isEmpty()) {
      LOG.info("public-url=- media URLs have the host that the function was asked by");
    }
    LOG.warn("media=files a result is found only by the process that made it, while that lives");
    return configuration;
  }
}
