package dev.pixelgate.router.airunner;

import dev.pixelgate.router.exchange.BearerToken;
import dev.pixelgate.router.exchange.Identity;
import dev.pixelgate.router.exchange.Origin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is configured for one orchestrator of kind {@code ai-runner}.
 *
 * @param name its name in the configuration, in answers and in metrics
 * @param base absolute http or https URL; its path, if any, goes before {@code /upscale}
 * @param identity what the platform that it runs on is shown, beside the token
 * @param authority PEM file of the authorities that its certificate is checked against, instead of
 *     those that the JDK trusts
 * @param connections the most connections to it at a time and event loop; more requests than that
 *     wait
 * @param connectTimeout for the TCP connection and for resolving the host of a result URL
 * @param pictureLimit the most bytes of one result picture; a job may be held to less, by the size
 *     of its picture
 * @param allowPrivate whether a result URL may lead to an address that is not public
 */
public record AiRunnerSettings(
    String name,
    URI base,
    Optional<BearerToken> token,
    Identity identity,
    Optional<Path> authority,
    int connections,
    Duration connectTimeout,
    long pictureLimit,
    boolean allowPrivate) {
  private static final int DEFAULT_CONNECTIONS = 512;
  private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final long DEFAULT_PICTURE_LIMIT = 1L << 30;

  public AiRunnerSettings {
    if (!Origin.isHttp(base)) {
      throw new IllegalArgumentException(
          "orchestrator " + name + ": its url needs http or https, a host and no user");
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "orchestrator " + name + ": its url cannot have a query or a fragment");
    }
    if (connections < 1 || pictureLimit < 1 || connectTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "orchestrator %s: connections %d, picture limit %d bytes and connect timeout %s must be above 0"
              .formatted(name, connections, pictureLimit, connectTimeout));
    }
  }

  /**
   * With 512 connections (twice the gateway's default of concurrent requests), 3 s to connect, a
   * picture of up to 1 GiB and public result addresses only.
   */
  public static AiRunnerSettings of(String name, URI base, Optional<BearerToken> token) {
    return of(name, base, token, false);
  }

  /** The same, with result addresses of this kind. */
  public static AiRunnerSettings of(
      String name, URI base, Optional<BearerToken> token, boolean allowPrivate) {
    return new AiRunnerSettings(
        name,
        base,
        token,
        Identity.NONE,
        Optional.empty(),
        DEFAULT_CONNECTIONS,
        DEFAULT_CONNECT_TIMEOUT,
        DEFAULT_PICTURE_LIMIT,
        allowPrivate);
  }

  /** The same with a private authority. */
  public AiRunnerSettings trusting(Path pem) {
    return new AiRunnerSettings(
        name,
        base,
        token,
        identity,
        Optional.of(pem),
        connections,
        connectTimeout,
        pictureLimit,
        allowPrivate);
  }

  /** The same for a platform that asks who this gateway is. */
  public AiRunnerSettings identifiedBy(Identity proof) {
    return new AiRunnerSettings(
        name,
        base,
        token,
        proof,
        authority,
        connections,
        connectTimeout,
        pictureLimit,
        allowPrivate);
  }

  /** Where this pipeline is asked for: path without query, such as {@code /upscale}. */
  String pathOf(String pipeline) {
    String prefix = base.getRawPath();
    return (prefix.endsWith("/") ? prefix : prefix + "/") + pipeline;
  }
}
