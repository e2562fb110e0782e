package dev.pixelgate.router.livepeer;

import io.vertx.core.Future;
import java.util.Optional;

/** Keeps which certificate each orchestrator is trusted with. */
public interface PinStore {
  /**
   * The pin of this address, if it was ever seen or trusted.
   *
   * @param hostPort such as {@code 192.0.2.7:8935}
   */
  Future<Optional<Pin>> find(String hostPort);

  /** Trusts this pin from now on, instead of any before. */
  Future<Void> save(String hostPort, Pin pin);
}
