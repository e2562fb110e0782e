package dev.pixelgate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.PoolOptions;
import java.util.Arrays;
import java.util.List;

/**
 * Loads several processes in turn with the same requests and prints what each cost. Arguments:
 * clients, warm-up requests, measured requests, rounds, then {@code name=PID@URL} for every
 * process; ratios are to the last one. Exits with 1 when a request failed.
 */
public final class LoadClient {
  /** Before every round but the first, which has the whole warm-up. */
  private static final int SETTLE = 1_000;

  private final HttpClient http;
  private final Buffer body = UpscaleForm.body();
  private final int clients;
  private final List<Target> targets;
  private int failures;

  private LoadClient(int clients, List<Target> targets) {
    this.clients = clients;
    this.targets = targets;
    this.http =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
            .createHttpClient(new PoolOptions().setHttp1MaxSize(clients));
  }

  /** Prints one line a round and a table. */
  public static void main(String[] arguments) {
    int warmUp = Integer.parseInt(arguments[1]);
    int measured = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    List<Target> targets = Arrays.stream(arguments).skip(4).map(Target::parse).toList();
    LoadClient client = new LoadClient(Integer.parseInt(arguments[0]), targets);
    System.out.println("request_bytes=" + client.body.length());
    for (Target target : targets) {
      client.send(target, warmUp);
    }
    for (int round = 1; round <= rounds; round++) {
      for (Target target : targets) {
        client.measure(round, target, measured);
      }
    }
    client.summary();
    System.exit(client.failures == 0 ? 0 : 1);
  }

  private Round send(Target target, int requests) {
    Round round = new Round(http, target.url(), body, requests);
    if (requests > 0) {
      failures += round.run(clients).await();
    }
    return round;
  }

  private void measure(int round, Target target, int requests) {
    send(target, SETTLE);
    ProcessUsage before = ProcessUsage.of(target.pid());
    long start = System.nanoTime();
    Round sent = send(target, requests);
    double seconds = (System.nanoTime() - start) / 1e9;
    ProcessUsage after = ProcessUsage.of(target.pid());
    double cpu = (double) (after.cpuMicros() - before.cpuMicros()) / requests;
    double compiler = (double) (after.compilerMicros() - before.compilerMicros()) / requests;
    target.cpuMicros().add(cpu);
    target.warmMicros().add(cpu - compiler);
    target.perSecond().add(requests / seconds);
    target.p99Millis().add(sent.within(0.99));
    target.residentMb().add(after.residentKb() / 1024.0);
    System.out.printf(
        "round=%d target=%s cpu_us=%.1f compiler_us=%.1f req_s=%.0f p50_ms=%.2f"
            + " p99_ms=%.2f rss_mb=%d%n",
        round,
        target.name(),
        cpu,
        compiler,
        requests / seconds,
        sent.within(0.5),
        sent.within(0.99),
        after.residentKb() / 1024);
  }

  /** The first beside another one, round by round; what both share in a round cancels out. */
  private void compare(Target other) {
    Target first = targets.getFirst();
    System.out.printf(
        "%s beside %s, without JIT: %.2f times the CPU, %s us more a request%n",
        first.name(),
        other.name(),
        first.warmMicros().over(other.warmMicros()).median(),
        first.warmMicros().minus(other.warmMicros()));
  }

  private void summary() {
    double yardstick = targets.getLast().cpuMicros().median();
    System.out.printf(
        "%n%-16s %18s %6s %18s %6s %20s %12s %14s%n",
        "median (range)",
        "CPU us/request",
        "ratio",
        "without JIT",
        "ratio",
        "req/s",
        "p99 ms",
        "MB");
    for (Target target : targets) {
      System.out.printf(
          "%-16s %18s %6.1f %18s %6.1f %20s %12s %14s%n",
          target.name(),
          target.cpuMicros(),
          target.cpuMicros().median() / yardstick,
          target.warmMicros(),
          target.warmMicros().median() / yardstick,
          target.perSecond(),
          target.p99Millis(),
          target.residentMb());
    }
    targets.stream().skip(1).limit(Math.max(0, targets.size() - 2)).forEach(this::compare);
    System.out.println("failures=" + failures);
  }
}
