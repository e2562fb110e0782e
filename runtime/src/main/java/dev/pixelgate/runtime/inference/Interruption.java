package dev.pixelgate.runtime.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ends the run that is going on between two of its operators. Any thread. */
final class Interruption {
  private BooleanSupplier unwanted = () -> false;
  private @Nullable RunOptions running;

  /** What says from now on that runs are of no use; it is asked when one begins. */
  synchronized void when(BooleanSupplier noUse) {
    unwanted = noUse;
  }

  /** A run begins; {@link #end} is called before these options are closed. */
  synchronized void begin(RunOptions options) throws OrtException {
    running = options;
    if (unwanted.getAsBoolean()) {
      options.setTerminate(true);
    }
  }

  synchronized void end() {
    running = null;
  }

  /** Ends the run, if there is one. */
  synchronized void now() throws OrtException {
    if (running != null) {
      running.setTerminate(true);
    }
  }
}
