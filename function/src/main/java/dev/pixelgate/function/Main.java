package dev.pixelgate.function;

import dev.pixelgate.function.cli.PixelgateCommand;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(PixelgateCommand.execute(arguments));
  }
}
