package dev.pixelgate.function.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and Ctrl-C. Taken as signals and not in a shutdown hook: the JVM runs all hooks at once,
 * and ONNX Runtime's own frees the models under a job that is still to be drained.
 *
 * <p>By reflection, as javac's warning about {@code sun.misc}, an error here, cannot be suppressed.
 * The package is exported by the module {@code jdk.unsupported}.
 */
final class StopSignals {
  private StopSignals() {}

  /** From now on a request to end does no more than open this latch. */
  static CountDownLatch listen() {
    CountDownLatch asked = new CountDownLatch(1);
    try {
      for (String name : List.of("TERM", "INT")) {
        hear(name, asked::countDown);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
    }
    return asked;
  }

  /** Sends this process SIGTERM. */
  static void raise() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Object term = signal.getConstructor(String.class).newInstance("TERM");
      signal.getMethod("raise", signal).invoke(null, term);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
    }
  }

  private static void hear(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object listener =
        Proxy.newProxyInstance(
            StopSignals.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> called(method, action));
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
  }

  /** Only {@code handle} is ever called on it; the answer of a void method is dropped. */
  private static Object called(Method method, Runnable action) {
    if (method.getName().equals("handle")) {
      action.run();
      return true;
    }
    throw new IllegalStateException("a signal handler was asked for " + method);
  }
}
