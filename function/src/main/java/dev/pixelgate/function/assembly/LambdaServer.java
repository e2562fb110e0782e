package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.lambda.LambdaEnvironment;
import dev.pixelgate.function.lambda.LambdaLoop;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;

/**
 * A gateway as a Lambda function: its HTTP server, which only this process reaches, and the loop
 * that puts Lambda's events to it. Starting and closing block: not for event loops.
 */
public final class LambdaServer implements AutoCloseable {
  private final Server server;
  private final LambdaLoop loop;
  private final String deployment;
  private final Platform platform;
  private final Path folder;

  private LambdaServer(
      Platform platform, Server server, LambdaLoop loop, String deployment, Path folder) {
    this.platform = platform;
    this.server = server;
    this.loop = loop;
    this.deployment = deployment;
    this.folder = folder;
  }

  /**
   * Starts both.
   *
   * @param configuration one that {@link LambdaRules} have nothing against
   * @throws StartException with a message for people; nothing of it is left running
   */
  public static LambdaServer start(Configuration configuration, LambdaEnvironment environment)
      throws StartException {
    Platform platform = Platform.start();
    try {
      // Its name is short: a socket's may have 107 bytes.
      Path folder = Files.createTempDirectory("pixelgate");
      Path socket = folder.resolve("socket");
      Server server = Blocking.join(new GatewayStart(platform, configuration, socket).start());
      LambdaLoop loop =
          new LambdaLoop(
              new LambdaLoop.Settings(
                  environment, socket, configuration.invokeMode(), configuration.limits().drain()),
              server.freezing(),
              InstantSource.system());
      String deployment = Blocking.join(platform.vertx().deployVerticle(loop));
      return new LambdaServer(platform, server, loop, deployment, folder);
    } catch (IOException e) {
      platform.close();
      throw new StartException(e);
    } catch (CompletionException e) {
      platform.close();
      throw new StartException(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Fails when there is nobody any more who sends events. */
  public Future<Void> ended() {
    return loop.ended();
  }

  /** Ends what runs within {@code limits.drain}, then everything. */
  @Override
  public void close() throws IOException {
    Blocking.join(platform.vertx().undeploy(deployment).otherwiseEmpty());
    server.close();
    Files.deleteIfExists(folder);
  }
}
