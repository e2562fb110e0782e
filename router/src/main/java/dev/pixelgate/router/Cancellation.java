package dev.pixelgate.router;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells whoever works for a request that nobody waits any more. Confined to one event loop; {@link
 * #isCancelled} may be read from any thread.
 */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private volatile boolean cancelled;

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Runs every registered action once; later calls do nothing. */
  public void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    List<Runnable> toRun = List.copyOf(actions);
    actions.clear();
    toRun.forEach(Runnable::run);
  }

  /** Runs {@code action} at cancellation; at once when that was before. */
  public void onCancel(Runnable action) {
    if (cancelled) {
      action.run();
    } else {
      actions.add(action);
    }
  }
}
