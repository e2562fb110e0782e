package dev.pixelgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Says where the CPU time of a recording went: every CPU-time sample belongs to the phase of the
 * innermost frame that a phase knows. Arguments: a JFR file, how many of the most frequent frames
 * to list as well.
 */
public final class Phases {
  private static final String OURS = "dev.pixelgate.";
  private static final String HTTP = "io.vertx.core.http.impl.";
  private static final String CODEC = "io.netty.handler.codec.http.";

  /** Walks both pictures, the client's and the answer's: whoever calls it has the time. */
  private static final String SHARED = OURS + "pricing.picture.";

  /**
   * Class or method prefixes by phase. A sample is judged by the first of these maps that knows any
   * of its frames: Netty's work inside of a phase of ours belongs to that phase.
   */
  private static final List<Map<String, List<String>>> KNOWN =
      List.of(ours(), connections(), rest());

  private final Map<String, Integer> phases = new HashMap<>();
  private final Map<String, Integer> frames = new HashMap<>();
  private int samples;

  private Phases() {}

  /** Prints percentages. */
  public static void main(String[] arguments) throws IOException {
    Phases report = new Phases();
    try (RecordingFile file = new RecordingFile(Path.of(arguments[0]))) {
      while (file.hasMoreEvents()) {
        report.take(file.readEvent());
      }
    }
    report.print("phase", report.phases, Integer.MAX_VALUE);
    if (!arguments[1].equals("0")) {
      report.print("innermost frame", report.frames, Integer.parseInt(arguments[1]));
    }
  }

  private void take(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    if (!event.getEventType().getName().equals("jdk.CPUTimeSample") || trace == null) {
      return;
    }
    samples++;
    List<String> names = new ArrayList<>();
    for (RecordedFrame frame : trace.getFrames()) {
      names.add(frame.getMethod().getType().getName() + "." + frame.getMethod().getName());
    }
    phases.merge(phase(names), 1, Integer::sum);
    frames.merge(names.getFirst(), 1, Integer::sum);
  }

  private static String phase(List<String> names) {
    return KNOWN.stream()
        .flatMap(known -> names.stream().flatMap(name -> phases(known, name)))
        .findFirst()
        .orElse("other threads");
  }

  private static Stream<String> phases(Map<String, List<String>> known, String name) {
    return name.startsWith(SHARED)
        ? Stream.empty()
        : known.entrySet().stream()
            .filter(phase -> phase.getValue().stream().anyMatch(name::startsWith))
            .map(Map.Entry::getKey);
  }

  private void print(String title, Map<String, Integer> counts, int most) {
    System.out.printf("%n%-60s %6s  (of %d samples)%n", title, "%", samples);
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .forEach(
            e -> System.out.printf("%-60s %6.1f%n", e.getKey(), 100.0 * e.getValue() / samples));
  }

  private static Map<String, List<String>> ours() {
    Map<String, List<String>> known = new LinkedHashMap<>();
    known.put(
        "store: file",
        List.of(
            "sun.nio.ch.UnixFile", "sun.nio.ch.FileC", "sun.nio.fs.", OURS + "function.media."));
    known.put("money: SQLite", List.of("org.sqlite."));
    known.put(
        "money: ledger, receipts",
        List.of(
            OURS + "function.ledger.",
            OURS + "function.receipt.",
            OURS + "function.store.",
            OURS + "pricing.receipt.",
            OURS + "pricing.ledger."));
    known.put("sockets: read, write, wait", List.of("sun.nio.ch."));
    known.put("log line", List.of("org.slf4j."));
    known.put(
        "metrics", List.of("io.micrometer.", "io.vertx.micrometer.", OURS + "function.metrics."));
    known.put(
        "parse: form and picture",
        List.of(OURS + "function.intake.", "io.netty.handler.codec.http.multipart."));
    known.put(
        "decode: answer and picture",
        List.of(
            OURS + "router.attempt.AnswerS",
            OURS + "router.attempt.Picture",
            OURS + "router.attempt.ImageAnswer",
            OURS + "router.attempt.HttpAttempt.judge"));
    known.put(
        "call: request to the orchestrator",
        List.of(OURS + "router.airunner.", OURS + "router.attempt."));
    known.put("answer", List.of(OURS + "function.http.Exchange"));
    known.put(
        "decide: order, prices, attempts",
        List.of(OURS + "router.", OURS + "pricing.", OURS + "function.sale."));
    known.put("serve: route, key, headers", List.of(OURS + "function.http.", "io.vertx.ext.web."));
    return known;
  }

  private static Map<String, List<String>> connections() {
    return Map.of(
        "HTTP/1 of the client's connection",
        List.of(
            HTTP + "Http1xServer", HTTP + "HttpServer", CODEC + "HttpServer", CODEC + "HttpReq"),
        "HTTP/1 of the orchestrator's connection",
        List.of(
            HTTP + "Http1xClient", HTTP + "HttpClient", CODEC + "HttpClient", CODEC + "HttpRes"));
  }

  private static Map<String, List<String>> rest() {
    return Map.of(
        "event loops, timers, hand-over", List.of("io.netty.", "io.vertx.", "java.util."));
  }
}
