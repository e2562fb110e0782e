package dev.pixelgate.function.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of the server, as {@code nobody} where this process is root: PostgreSQL refuses to be
 * root.
 */
final class PostgresProcess implements AutoCloseable {
  private static final String OTHER_USER = "nobody";
  private static final long MOST_SECONDS = 30;

  /** Kills the server when this process is gone, of which the end of the input tells. */
  private static final String GUARD =
      "\"$@\" </dev/null & server=$!; { cat >/dev/null; kill -QUIT $server 2>/dev/null; } <&3 &"
          + " wait $server; kill $! 2>/dev/null";

  private final Process guard;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private PostgresProcess(Process guard) {
    this.guard = guard;
  }

  /** Returns when it takes connections. */
  static PostgresProcess start(List<String> server) {
    List<String> guarded = new ArrayList<>(List.of("sh", "-c", "exec 3<&0; " + GUARD, "postgres"));
    guarded.addAll(asOther(server));
    try {
      PostgresProcess started =
          new PostgresProcess(new ProcessBuilder(guarded).redirectErrorStream(true).start());
      Thread.ofPlatform().daemon().start(started::readLog);
      started.ready.get(MOST_SECONDS, TimeUnit.SECONDS);
      return started;
    } catch (Exception e) {
      throw new IllegalStateException("PostgreSQL does not start: " + e.getMessage(), e);
    }
  }

  /** Runs a program to its end, as the server's user. */
  static void run(List<String> program) throws IOException {
    Process process = new ProcessBuilder(asOther(program)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(program.getFirst() + " failed: " + said);
    }
  }

  /** Makes the server's user the owner of a folder. */
  static void giveAway(Path folder) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OTHER_USER));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> asOther(List<String> program) {
    if (!isRoot()) {
      return program;
    }
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
      command.addAll(List.of("setpriv", "--reuid=" + OTHER_USER, "--clear-groups"));
    } else {
      command.addAll(List.of("runuser", "-u", OTHER_USER, "--"));
    }
    command.addAll(program);
    return command;
  }

  private void readLog() {
    StringBuilder said = new StringBuilder();
    try (BufferedReader log = guard.inputReader(StandardCharsets.UTF_8)) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        if (!ready.isDone()) {
          said.append(line).append('\n');
        }
        if (line.contains("ready to accept connections")) {
          ready.complete(null);
        }
      }
    } catch (IOException e) {
      said.append(e);
    }
    ready.completeExceptionally(new CompletionException(new IOException("it said: " + said)));
  }

  /** Sends it to the server and all of its processes. */
  void signalAll(String signal) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    try (Stream<ProcessHandle> all = guard.descendants()) {
      all.filter(process -> process.info().command().orElse("").endsWith("/postgres"))
          .forEach(process -> command.add(Long.toString(process.pid())));
    }
    if (command.size() > 2) {
      try {
        new ProcessBuilder(command).start().onExit().join();
      } catch (IOException e) {
        throw new IllegalStateException("no signal can be sent", e);
      }
    }
  }

  void awaitEnd() {
    guard.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Ends it at once; what it has not finished is lost, as it should be. */
  @Override
  public void close() {
    signalAll("QUIT");
    awaitEnd();
  }
}
