package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.Role;
import dev.pixelgate.function.lambda.Freezing;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running server of any role. Starting and closing block: not for event loops. */
public final class Server implements AutoCloseable {
  private final Platform platform;
  private final Configuration configuration;
  private final AtomicInteger port;
  private final List<String> facts;
  private final Freezing freezing;
  private final Closing closing;

  /** How a role ends: each step in order, a failed one does not stop the next. */
  @FunctionalInterface
  interface Closing {
    Future<?> close();
  }

  Server(
      Platform platform,
      Configuration configuration,
      AtomicInteger port,
      List<String> facts,
      Freezing freezing,
      Closing closing) {
    this.platform = platform;
    this.configuration = configuration;
    this.port = port;
    this.facts = List.copyOf(facts);
    this.freezing = freezing;
    this.closing = closing;
  }

  /**
   * Starts the role that is configured.
   *
   * @throws StartException with a message for people; nothing of it is left running
   */
  public static Server start(Configuration configuration, String version) throws StartException {
    Platform platform = Platform.start();
    try {
      return configuration.role() == Role.WORKER
          ? Blocking.join(new WorkerStart(platform, configuration, version).start())
          : Blocking.join(new GatewayStart(platform, configuration).start());
    } catch (CompletionException e) {
      platform.close();
      throw new StartException(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Where it listens, such as {@code http://127.0.0.1:8080}. */
  public String url() {
    String scheme = configuration.listen().tls().isPresent() ? "https" : "http";
    String host = configuration.listen().host();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + literal + ":" + port.get();
  }

  /** What it needs where it may stand still. */
  Freezing freezing() {
    return freezing;
  }

  /** The role's name. */
  public String role() {
    return configuration.role().toString();
  }

  /** One line for the terminal. */
  public String describe() {
    return role() + " on " + url() + " (" + String.join(", ", facts) + ")";
  }

  /** Drains for {@code limits.drain}, then ends everything. */
  @Override
  public void close() {
    Blocking.join(closing.close().otherwiseEmpty());
    platform.close();
  }
}
