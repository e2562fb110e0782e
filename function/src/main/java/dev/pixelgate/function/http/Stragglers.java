package dev.pixelgate.function.http;

import dev.pixelgate.router.Cancellation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The pipeline requests of one server that run, for the moment at which the process can wait for
 * them no longer. Confined to one event loop.
 */
final class Stragglers {
  private final Set<Straggler> running = new LinkedHashSet<>();
  private boolean stopped;

  /** One that may turn out to be too slow. */
  record Straggler(Exchange exchange, Cancellation cancellation) {
    private void stop() {
      exchange.stop();
      cancellation.cancel();
    }
  }

  /** Watches one until {@link #remove}. */
  Straggler add(Exchange exchange, Cancellation cancellation) {
    Straggler one = new Straggler(exchange, cancellation);
    running.add(one);
    if (stopped) {
      one.stop();
    }
    return one;
  }

  /** It has come to its end. */
  void remove(Straggler one) {
    running.remove(one);
  }

  /** Gives up each of them: its money is resolved, then it is answered. */
  void stop() {
    stopped = true;
    List.copyOf(running).forEach(Straggler::stop);
  }
}
