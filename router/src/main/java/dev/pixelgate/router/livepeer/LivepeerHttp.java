package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.attempt.JobClient;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The HTTP that jobs at all Livepeer orchestrators share.
 *
 * @param clients lead to orchestrators
 * @param elsewhere for results that lie with somebody else, checked as any web site is
 * @param hosts resolves the host of a result URL
 * @param allowed whether a result that lies with somebody else may be fetched from this address
 * @param pictureLimit the most bytes of one result picture; a job may be held to less, by the size
 *     of its picture
 */
public record LivepeerHttp(
    Vertx vertx,
    JobClients clients,
    Supplier<HttpClient> elsewhere,
    HostResolver hosts,
    Predicate<InetAddress> allowed,
    long pictureLimit) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final long DEFAULT_PICTURE_LIMIT = 1L << 30;

  /** With 3 s to connect elsewhere and pictures of up to 1 GiB. */
  public static LivepeerHttp of(Vertx vertx, JobClients clients, boolean allowPrivate) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setDecompressionSupported(false)
            .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
    return new LivepeerHttp(
        vertx,
        clients,
        ThreadLocal.withInitial(() -> vertx.createHttpClient(options, new PoolOptions()))::get,
        HostResolver.system(vertx, CONNECT_TIMEOUT),
        allowPrivate ? address -> true : PublicAddress::isPublic,
        DEFAULT_PICTURE_LIMIT);
  }

  /** For the work of this session, at the address that was judged when it was opened. */
  public Future<JobClient> client(Session session) {
    Origin origin = session.address().origin();
    return clients
        .to(origin)
        .map(
            client ->
                new JobClient(
                    vertx,
                    origin,
                    Optional.of(session.address().address()),
                    () -> client,
                    elsewhere,
                    hosts,
                    allowed,
                    pictureLimit));
  }
}
