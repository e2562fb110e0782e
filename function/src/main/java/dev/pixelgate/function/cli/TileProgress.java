package dev.pixelgate.function.cli;

import dev.pixelgate.runtime.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** Shows on a terminal how many tiles are done; shows nothing where nobody watches. */
final class TileProgress implements Progress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final boolean watched;

  private TileProgress(PrintWriter terminal, boolean watched) {
    this.terminal = terminal;
    this.watched = watched;
  }

  /** Watched when the standard streams are a terminal and the output is for people. */
  static TileProgress onTerminal(PrintWriter terminal, boolean json) {
    boolean isTerminal =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new TileProgress(terminal, !json && isTerminal);
  }

  @Override
  public void tileDone(int done, int total) {
    if (watched) {
      terminal.print(CLEAR_LINE + (done < total ? "tile " + done + " of " + total : ""));
      terminal.flush();
    }
  }
}
