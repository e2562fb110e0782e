package dev.pixelgate.router.airunner;

import dev.pixelgate.router.attempt.Extras;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a Pixelgate worker adds to ai-runner's answer: which checker judged, and which parameters
 * the model does not use. Another orchestrator sends neither; what is odd is taken as absent.
 */
final class WorkerHeaders {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_IGNORED = 16;

  private WorkerHeaders() {}

  static Extras of(MultiMap headers) {
    Optional<String> checker =
        Optional.ofNullable(headers.get("Pixelgate-Safety")).filter(WorkerHeaders::isSane);
    List<String> ignored =
        Optional.ofNullable(headers.get("Pixelgate-Ignored")).stream()
            .flatMap(list -> Arrays.stream(list.split(",", MAX_IGNORED + 1)))
            .map(String::strip)
            .toList();
    boolean sane =
        ignored.size() <= MAX_IGNORED && ignored.stream().allMatch(WorkerHeaders::isSane);
    return new Extras(checker, sane ? ignored : List.of());
  }

  private static boolean isSane(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_LENGTH
        && value.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
