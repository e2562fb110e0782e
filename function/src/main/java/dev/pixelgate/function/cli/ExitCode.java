package dev.pixelgate.function.cli;

/** What a command's exit says. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;
  static final int REFUSED_FOR_PRICE = 3;

  private ExitCode() {}
}
