package dev.pixelgate.router.exchange;

import io.vertx.core.Future;
import java.util.Map;

/**
 * Who this gateway is to the platform that an orchestrator runs on, whose front door asks before
 * the orchestrator itself does.
 */
@FunctionalInterface
public interface Identity {
  /** For those whom everybody may reach. */
  Identity NONE = () -> Future.succeededFuture(Map.of());

  /**
   * The headers that prove it, for one request made now.
   *
   * @return fails with a phrase after the orchestrator's name when there is no proof
   */
  Future<Map<String, String>> headers();
}
