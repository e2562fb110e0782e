package dev.pixelgate.function.reference;

import static java.util.stream.Collectors.joining;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.intake.Referred;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.TransportFailure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One picture on its way from an https URL, over a few redirects at most, each of which is judged
 * like the first URL. What a client wrote behind the host is repeated in no message. Confined to
 * one event loop.
 */
final class UrlFetch {
  /** Some hosts choose the format by it, and would give one that nobody reads here. */
  private static final String READ_HERE =
      Stream.of(PictureFormat.values()).map(PictureFormat::mediaType).collect(joining(", "));

  private static final int MOST_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration SOON = Duration.ofSeconds(5);

  private final UrlPictures pictures;
  private final UrlRules rules;
  private final IntakeLimits limits;
  private final Cancellation stop;
  private int redirects;

  UrlFetch(UrlPictures pictures, UrlRules rules, IntakeLimits limits, Cancellation stop) {
    this.pictures = pictures;
    this.rules = rules;
    this.limits = limits;
    this.stop = stop;
  }

  /** Asks for a URL that is good by the rules; never fails. */
  Future<Referred> start(URI url) {
    return pictures
        .destination(url)
        .compose(
            destination ->
                switch (destination) {
                  case Destination.Refused(String problem) ->
                      bad("the URL of the image %s (%s)".formatted(problem, host(url)));
                  case Destination.Allowed(Origin origin, SocketAddress address) ->
                      ask(url, origin, address);
                },
            UrlFetch::namesBusy);
  }

  private static Future<Referred> namesBusy(Throwable busy) {
    return refused(new Failure.NoCapacity(String.valueOf(busy.getMessage()), SOON));
  }

  private Future<Referred> ask(URI url, Origin origin, SocketAddress address) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(address)
            .setHost(origin.hostHeader())
            .setPort(origin.port())
            .setSsl(true)
            .setFollowRedirects(false)
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .putHeader(HttpHeaders.ACCEPT, READ_HERE)
            .putHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
            .putHeader(HttpHeaders.USER_AGENT, "pixelgate");
    return pictures
        .client()
        .request(options)
        .compose(this::send)
        .transform(
            answer ->
                answer.succeeded()
                    ? answered(url, answer.result())
                    : refused(broken(url, answer.cause())));
  }

  private Future<HttpClientResponse> send(HttpClientRequest request) {
    stop.onCancel(request::reset);
    return stop.isCancelled()
        ? Future.failedFuture(new IOException("nobody waits for it"))
        : request.send();
  }

  private Future<Referred> answered(URI url, HttpClientResponse response) {
    response.exceptionHandler(unread -> {}); // Until somebody reads it; Vert.x would log it.
    int status = response.statusCode();
    Optional<String> coding = Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_ENCODING));
    long length = length(response);
    if (REDIRECTS.contains(status)) {
      return dropped(response, redirected(url, response.getHeader(HttpHeaders.LOCATION)));
    }
    if (status != 200) {
      return dropped(response, refused(notGiven(url, status)));
    }
    if (coding.filter(c -> !c.equalsIgnoreCase("identity")).isPresent()) {
      return dropped(response, bad(host(url) + " sends the picture compressed, unasked"));
    }
    if (length > limits.referenceBytes()) {
      return dropped(response, refused(limits.referenceTooLarge(length)));
    }
    response.pause();
    return Future.succeededFuture(new Referred.Found(response, cause -> broken(url, cause)));
  }

  /** Of an answer that is no picture nothing is read. */
  private static Future<Referred> dropped(HttpClientResponse response, Future<Referred> instead) {
    response.request().reset();
    return instead;
  }

  private Future<Referred> redirected(URI from, @Nullable String location) {
    if (redirects++ == MOST_REDIRECTS) {
      return bad(
          "the URL of the image leads over more than %d redirects".formatted(MOST_REDIRECTS));
    }
    Optional<URI> to = resolve(from, location);
    if (to.isEmpty()) {
      return bad(host(from) + " redirects to nowhere");
    }
    return switch (rules.judge(to.get().toString())) {
      case UrlRules.Judged.Bad(Failure failure) -> refused(failure);
      case UrlRules.Judged.Good(URI url) -> start(url);
    };
  }

  private static Optional<URI> resolve(URI from, @Nullable String location) {
    try {
      return Optional.ofNullable(location).map(from::resolve);
    } catch (IllegalArgumentException notAUrl) {
      return Optional.empty();
    }
  }

  /** Another time the same URL may give the picture, or it never will. */
  private static Failure notGiven(URI url, int status) {
    String message = "%s answered %d for the picture".formatted(host(url), status);
    return status >= 500 || status == TOO_MANY_REQUESTS
        ? new Failure.OfReference.Unavailable(message)
        : new Failure.OfReference.Bad(message);
  }

  private static Failure broken(URI url, Throwable cause) {
    return new Failure.OfReference.Unavailable(
        "the picture's host %s %s".formatted(host(url), TransportFailure.phrase(cause)));
  }

  private static long length(HttpClientResponse response) {
    try {
      String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String host(URI url) {
    return Origin.of(url).hostHeader();
  }

  private static Future<Referred> bad(String message) {
    return refused(new Failure.OfReference.Bad(message));
  }

  private static Future<Referred> refused(Failure failure) {
    return Future.succeededFuture(new Referred.Refused(failure));
  }
}
