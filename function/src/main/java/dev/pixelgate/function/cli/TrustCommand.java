package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.store.StoreException;
import dev.pixelgate.function.store.StoredPins;
import dev.pixelgate.router.discovery.OrchestratorUrl;
import dev.pixelgate.router.discovery.PeerAddress;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.TransportFailure;
import dev.pixelgate.router.livepeer.Pin;
import dev.pixelgate.router.livepeer.Trusting;
import dev.pixelgate.router.livepeer.Trusting.Trusted;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pixelgate trust}, beside a running server or without one. */
@Command(
    name = "trust",
    description = "Trusts the certificate that an orchestrator shows now, instead of any before.")
final class TrustCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "HOST:PORT",
      description = "its address, as in the configuration; without a port 8935")
  private String address;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  TrustCommand() {}

  @Override
  public Integer call() {
    URI url = url();
    return trusted(trust(url, common.require(Map.of())));
  }

  private URI url() {
    URI url =
        OrchestratorUrl.parse(address)
            .orElseThrow(
                () -> new WrongUseException('"' + address + "\" is no address such as host:8935"));
    if (!"https".equalsIgnoreCase(url.getScheme())) {
      throw new WrongUseException(url + " has no certificate: it is not https");
    }
    return url;
  }

  private static Trusted trust(URI url, Configuration configuration) {
    return StoreUse.of(
        configuration,
        (vertx, database) ->
            new Trusting(vertx, new StoredPins(database, InstantSource.system()))
                .trust(Origin.of(url), TIMEOUT)
                .recover(cause -> Future.failedFuture(told(url, cause))));
  }

  private static Throwable told(URI url, Throwable cause) {
    return cause instanceof StoreException
        ? cause
        : new CommandFailedException(
            "%s %s; what was trusted stays so"
                .formatted(PeerAddress.hostPort(url), TransportFailure.phrase(cause)),
            cause);
  }

  private int trusted(Trusted trusted) {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> before = trusted.before().map(Pin::sha256);
    String now = trusted.pin().sha256();
    if (common.json()) {
      JsonObject json = new JsonObject().put("orchestrator", trusted.hostPort()).put("pin", now);
      before.ifPresent(old -> json.put("before", old));
      out.println(json.encode());
    } else {
      out.println(trusted.hostPort() + " is trusted with the key sha256:" + now);
      out.println(
          before
              .map(old -> old.equals(now) ? "it was so before" : "before it was sha256:" + old)
              .orElse("it was not known before"));
    }
    out.flush();
    return ExitCode.DONE;
  }
}
