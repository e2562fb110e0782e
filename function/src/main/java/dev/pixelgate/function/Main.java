package dev.pixelgate.function;

import dev.pixelgate.function.cli.Program;
import dev.pixelgate.function.log.LineLogging;
import java.util.List;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (!words.contains("serve") && !words.contains("train")) {
      // A command's output is for people; only a server logs what it does.
      System.setProperty(LineLogging.LEVEL, "warn");
    }
    System.exit(Program.execute(arguments));
  }
}
