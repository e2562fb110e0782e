package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server for tests, on a free port of the loopback address, with a folder of its
 * own that goes with it. It ends with the process that started it, however that ends.
 *
 * <p>{@code main} runs one for scripts: it prints a URL and serves until its input ends. Commits
 * reach the disk as in production; {@code -Dpixelgate.postgres.fsync=off} is faster.
 */
public final class TestingPostgres implements AutoCloseable {
  private static final String USER = "pixelgate";
  private static final String PASSWORD = "s3cret@pg";
  private static final int TRIES = 3;
  private static final boolean SAFE =
      System.getProperty("pixelgate.postgres.fsync", "on").equals("on");

  private final Path bin;
  private final Path folder;
  private final int port;
  private final boolean safe;
  private PostgresProcess process;

  private TestingPostgres(Path bin, Path folder, int port, boolean safe) {
    this.safe = safe;
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** The server that all tests of this process share; without one the test is skipped. */
  public static TestingPostgres shared() {
    return Shared.SERVER.orElseGet(
        () ->
            abort(
                "PostgreSQL: there are no programs for this machine, neither on the class path nor"
                    + " installed"));
  }

  /**
   * A server of one's own, to be killed and hung; without one the test is skipped.
   *
   * @param safe whether commits reach the disk; they outlive a kill of the server without it, and
   *     its next start is faster by minutes
   */
  public static TestingPostgres start(boolean safe) {
    try {
      return PostgresBinaries.folder()
          .map(bin -> startIn(bin, safe))
          .orElseGet(() -> abort("PostgreSQL: there are no programs for this machine"));
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL's programs cannot be unpacked", e);
    }
  }

  private static TestingPostgres startIn(Path bin, boolean safe) {
    try {
      Path folder = Files.createTempDirectory("pixelgate-pg-data-");
      PostgresProcess.giveAway(folder);
      Path password = folder.resolve("password");
      Files.writeString(password, PASSWORD);
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
      PostgresProcess.run(
          List.of(
              bin.resolve("initdb").toString(),
              "--pgdata=" + folder.resolve("data"),
              "--username=" + USER,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-sync"));
      TestingPostgres server = new TestingPostgres(bin, folder, freePort(), safe);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      server.restart();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL cannot be started", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Makes an empty database; its URL as the configuration takes it. */
  public String newDatabase() {
    String name = "t_" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name);
    return url(name);
  }

  /** Runs one statement as the owner of the server. */
  public void execute(String sql) {
    Vertx vertx = Vertx.vertx();
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setUser(USER)
            .setPassword(PASSWORD)
            .setDatabase("postgres");
    try {
      PgConnection.connect(vertx, options)
          .compose(connection -> connection.query(sql).execute().eventually(connection::close))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private String url(String database) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s"
        .formatted(USER, PASSWORD.replace("@", "%40"), port, database);
  }

  /** Kills it as a power cut would. */
  public void kill() {
    process.signalAll("KILL");
    process.awaitEnd();
  }

  /** Makes all of it stand still, as a dead disk would, or go on. */
  public void hang(boolean still) {
    process.signalAll(still ? "STOP" : "CONT");
  }

  /** Starts it again on the same port. */
  public void restart() {
    for (int left = TRIES; ; left--) {
      try {
        process = PostgresProcess.start(command());
        return;
      } catch (IllegalStateException e) {
        // What was killed may still give its memory back.
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                bin.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                Integer.toString(port)));
    Stream.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=32MB",
            "fsync=" + (safe ? "on" : "off"))
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  @Override
  public void close() {
    if (process != null) {
      process.signalAll("CONT");
      process.close();
    }
    deleteTree(folder);
  }

  static void deleteTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be removed", e);
    }
  }

  /** Runs a server until the standard input ends. */
  public static void main(String[] arguments) throws IOException {
    try (TestingPostgres server = start(SAFE)) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      out.println(server.newDatabase());
      while (System.in.read() >= 0) {
        // until nobody is there any more
      }
    }
  }

  /** Started when the first test asks. */
  private static final class Shared {
    static final Optional<TestingPostgres> SERVER = open();

    private static Optional<TestingPostgres> open() {
      try {
        return PostgresBinaries.folder().map(bin -> startIn(bin, SAFE));
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL's programs cannot be unpacked", e);
      }
    }
  }
}
