package dev.pixelgate.function.reuse;

import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingRunner.Received;

/** A runner that answers a job when it is told to. */
final class HeldRunner implements AutoCloseable {
  final TestingRunner runner = TestingRunner.start().hangs();

  /** This job is served with a picture of this input's size. */
  static void serve(Received job, int width, int height) {
    byte[] png = TestingPng.plain(4 * width, 4 * height);
    job.request()
        .response()
        .putHeader("Content-Type", "application/json")
        .end(TestingRunner.success(png, 7));
  }

  /** This job fails. */
  static void fail(Received job) {
    job.request()
        .response()
        .setStatusCode(500)
        .putHeader("Content-Type", "application/json")
        .end("{\"detail\":{\"msg\":\"out of memory\"}}");
  }

  @Override
  public void close() {
    runner.close();
  }
}
