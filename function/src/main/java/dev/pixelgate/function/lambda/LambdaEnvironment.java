package dev.pixelgate.function.lambda;

import io.vertx.core.net.HostAndPort;
import java.util.Map;
import java.util.Optional;

/**
 * What Lambda tells the process that it starts.
 *
 * @param api where the Runtime API is
 * @param concurrency how many invocations are asked for at a time, at least 1
 */
public record LambdaEnvironment(HostAndPort api, int concurrency) {
  private static final String API = "AWS_LAMBDA_RUNTIME_API";
  private static final String CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";
  private static final int HTTP = 80;

  /**
   * What these variables say; nothing outside of Lambda.
   *
   * @throws IllegalArgumentException naming the variable that makes no sense
   */
  public static Optional<LambdaEnvironment> of(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(API))
        .map(api -> new LambdaEnvironment(address(api), concurrency(environment)));
  }

  private static HostAndPort address(String text) {
    HostAndPort address = HostAndPort.parseAuthority(text, HTTP);
    if (address == null) {
      throw new IllegalArgumentException(API + "=" + text + " is no address");
    }
    return address;
  }

  private static int concurrency(Map<String, String> environment) {
    String text = environment.getOrDefault(CONCURRENCY, "1");
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(CONCURRENCY + "=" + text + " is not within 1 and 9999");
    }
    return Integer.parseInt(text);
  }
}
