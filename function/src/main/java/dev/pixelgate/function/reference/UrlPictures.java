package dev.pixelgate.function.reference;

import dev.pixelgate.function.config.InputRules;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fetches pictures from https URLs that clients name. Any thread; nothing is made before the first
 * one.
 */
public final class UrlPictures {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int KEPT_SECONDS = 1;
  private static final Duration RESOLVE = Duration.ofSeconds(10);

  /** From one host at a time; others wait for their turn within their own time. */
  private static final int CONNECTIONS = 64;

  private final Vertx vertx;
  private final InputRules rules;
  private final IntakeLimits limits;
  private final Function<Vertx, HostResolver> resolver;
  private final Predicate<InetAddress> allowed;
  private Optional<Means> means = Optional.empty();

  /** What fetching takes. */
  record Means(HttpClient client, HostResolver hosts) {}

  /** As these rules allow, with the platform's name service. */
  public UrlPictures(Vertx vertx, InputRules rules, IntakeLimits limits) {
    this(
        vertx,
        rules,
        limits,
        some -> HostResolver.ofStrangers(some, RESOLVE),
        address -> rules.allowPrivate() || PublicAddress.isPublic(address));
  }

  UrlPictures(
      Vertx vertx,
      InputRules rules,
      IntakeLimits limits,
      Function<Vertx, HostResolver> resolver,
      Predicate<InetAddress> allowed) {
    this.vertx = vertx;
    this.rules = rules;
    this.limits = limits;
    this.resolver = resolver;
    this.allowed = allowed;
  }

  /** Whether this text is meant to be a URL, which may still be one that is not asked. */
  static boolean isUrl(String text) {
    return starts(text, "https:") || starts(text, "http:");
  }

  private static boolean starts(String text, String scheme) {
    return text.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  /** Asks for one; never fails. */
  Future<Referred> fetch(String url, Cancellation stop) {
    UrlRules hosts = new UrlRules(rules.https());
    return switch (hosts.judge(url)) {
      case UrlRules.Judged.Bad(var failure) ->
          Future.succeededFuture(new Referred.Refused(failure));
      case UrlRules.Judged.Good(URI good) -> new UrlFetch(this, hosts, limits, stop).start(good);
    };
  }

  /**
   * Where this URL leads: its name is resolved once, and what was judged is connected to. Fails
   * only when too many names are looked up already.
   */
  Future<Destination> destination(URI url) {
    return Destination.of(url, means().hosts(), allowed);
  }

  HttpClient client() {
    return means().client();
  }

  private synchronized Means means() {
    if (means.isEmpty()) {
      means = Optional.of(new Means(newClient(), resolver.apply(vertx)));
    }
    return means.get();
  }

  /**
   * Connections are hardly kept: hosts are many, and one that died meanwhile would be a failure. A
   * server is not told so, since one that is to close may do so before all it wrote has left.
   */
  private HttpClient newClient() {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setKeepAliveTimeout(KEPT_SECONDS)
            .setDecompressionSupported(false)
            .setConnectTimeout(CONNECT_MILLIS);
    rules
        .ca()
        .ifPresent(
            pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }
}
