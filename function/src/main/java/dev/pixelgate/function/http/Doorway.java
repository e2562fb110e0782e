package dev.pixelgate.function.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a server is reached. */
@FunctionalInterface
public interface Doorway {
  /** Makes the server listen there. */
  Future<HttpServer> open(HttpServer unstarted);

  /** Over the network, as its options say; {@code port} is told which port it became. */
  static Doorway network(AtomicInteger port) {
    return unstarted -> unstarted.listen().onSuccess(started -> port.set(started.actualPort()));
  }

  /**
   * By this process alone, through a socket in the file system, which must not exist. Who comes
   * through it is trusted with {@code X-Forwarded-*}; see {@link PublicUrl}.
   */
  static Doorway inside(Path socket) {
    return unstarted -> unstarted.listen(SocketAddress.domainSocketAddress(socket.toString()));
  }
}
