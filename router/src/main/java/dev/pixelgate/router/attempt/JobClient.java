package dev.pixelgate.router.attempt;

import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The HTTP side of one orchestrator: its connections and the requests made on them.
 *
 * @param own where it takes jobs
 * @param address where that is connected to; absent for wherever its host is
 * @param client the connections to it, for the calling thread
 * @param elsewhere those for results that lie elsewhere: what an orchestrator is trusted for says
 *     nothing about other hosts
 * @param hosts resolves the host of a result URL
 * @param allowed whether a result may be fetched from this address
 * @param pictureLimit the most bytes of one result picture; a job may be held to less, see {@link
 *     PictureRule#maxBytes}
 */
public record JobClient(
    Vertx vertx,
    Origin own,
    Optional<SocketAddress> address,
    Supplier<HttpClient> client,
    Supplier<HttpClient> elsewhere,
    HostResolver hosts,
    Predicate<InetAddress> allowed,
    long pictureLimit) {
  private static final String AGENT = "pixelgate";

  /** The request for a job. */
  RequestOptions post(Ask ask) {
    RequestOptions options =
        to(own, address.or(own::address))
            .setMethod(HttpMethod.POST)
            .setURI(ask.path())
            .putHeader(HttpHeaders.ACCEPT, "application/json")
            .putHeader(HttpHeaders.CONTENT_TYPE, ask.body().contentType())
            .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(ask.body().length()));
    ask.headers().forEach(options::putHeader);
    return options;
  }

  /** A request beside the jobs, without a body. */
  public RequestOptions post(String path, Map<String, String> headers) {
    RequestOptions options =
        to(own, address.or(own::address)).setMethod(HttpMethod.POST).setURI(path);
    headers.forEach(options::putHeader);
    return options;
  }

  /** Whether and from where this result URL may be fetched. */
  Future<ResultSource> resultSource(String url) {
    return ResultSource.of(url, own, hosts, allowed);
  }

  /** The request for a result; without our token, which is for jobs. */
  RequestOptions get(ResultSource.Allowed source) {
    Origin origin = source.origin();
    Optional<SocketAddress> at = origin.equals(own) ? address : source.pinned();
    return to(origin, at.or(origin::address)).setMethod(HttpMethod.GET).setURI(source.target());
  }

  /** The connections for a result. */
  HttpClient clientFor(ResultSource.Allowed source) {
    return (source.origin().equals(own) ? client : elsewhere).get();
  }

  private static RequestOptions to(Origin origin, Optional<SocketAddress> address) {
    RequestOptions options =
        new RequestOptions()
            .setHost(origin.hostHeader())
            .setPort(origin.port())
            .setSsl(origin.tls())
            .setFollowRedirects(false)
            .putHeader(HttpHeaders.USER_AGENT, AGENT);
    address.ifPresent(options::setServer);
    return options;
  }
}
