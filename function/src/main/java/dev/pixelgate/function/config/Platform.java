package dev.pixelgate.function.config;

import dev.pixelgate.router.exchange.GoogleIdentity;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this process is run by, as far as environment variables tell.
 *
 * @param sleeps whether it may have no CPU while no request runs: Cloud Run, which has Knative's
 *     variables, and Lambda
 * @param metadata the metadata server of Google Cloud, without a path
 */
record Platform(boolean sleeps, URI metadata) {
  /** As Google's own client libraries take it. */
  private static final String METADATA_HOST = "GCE_METADATA_HOST";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

  static Platform of(Map<String, String> environment, Report report) {
    boolean sleeps =
        Stream.of("K_SERVICE", "AWS_LAMBDA_RUNTIME_API").anyMatch(environment::containsKey);
    String host = environment.get(METADATA_HOST);
    if (host == null) {
      return new Platform(sleeps, GoogleIdentity.METADATA);
    }
    if (!HOST.matcher(host).matches()) {
      report.problem(Place.environment(METADATA_HOST), '"' + host + "\" is not HOST or HOST:PORT");
      return new Platform(sleeps, GoogleIdentity.METADATA);
    }
    return new Platform(sleeps, URI.create("http://" + host));
  }
}
