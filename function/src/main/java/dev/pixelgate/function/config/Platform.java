package dev.pixelgate.function.config;

import java.util.Map;
import java.util.stream.Stream;

/**
 * What this process is run by, as far as environment variables tell.
 *
 * @param sleeps whether it may have no CPU while no request runs: Cloud Run, which has Knative's
 *     variables, and Lambda
 */
record Platform(boolean sleeps) {
  static Platform of(Map<String, String> environment) {
    return new Platform(
        Stream.of("K_SERVICE", "AWS_LAMBDA_RUNTIME_API").anyMatch(environment::containsKey));
  }
}
