package dev.pixelgate.function.cli;

import dev.pixelgate.runtime.RuntimeStartException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** The whole command line. */
public final class Program {
  private Program() {}

  /** Runs the command that these arguments name; its exit code is the contract's. */
  public static int execute(String... arguments) {
    return execute(
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()),
        arguments);
  }

  /** The same, saying what it says there. */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    Optional<Serve> serve = ServeArguments.read(List.of(arguments), out);
    if (serve.isEmpty()) {
      return PixelgateCommand.commandLine().setOut(out).setErr(err).execute(arguments);
    }
    try {
      return serve.get().run();
    } catch (Exception e) { // the parser's last resort is as wide
      return failed(e, err);
    }
  }

  /** Says what went wrong; the exit code. */
  static int failed(Exception problem, PrintWriter err) {
    err.println("pixelgate: " + problem.getMessage());
    err.flush();
    boolean wrongUse =
        problem instanceof WrongUseException || problem.getCause() instanceof RuntimeStartException;
    return wrongUse ? ExitCode.WRONG_USE : ExitCode.FAILED;
  }
}
