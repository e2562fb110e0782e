package dev.pixelgate.function.http;

import dev.pixelgate.function.config.Cidr;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The base of media URLs: as configured, else what the client addressed, as told by a trusted proxy
 * when there is one.
 */
public record PublicUrl(Optional<URI> configured, List<Cidr> trustedProxies) {
  /** Nothing that could leave a URL or a JSON string. */
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]{1,255}");

  /** Without a trailing slash, such as {@code https://gate.example}. */
  String base(HttpServerRequest request) {
    if (configured.isPresent()) {
      return configured.get().toString();
    }
    boolean proxied = fromTrustedProxy(request);
    String scheme =
        forwarded(request, "X-Forwarded-Proto", proxied)
            .filter(s -> s.equals("http") || s.equals("https"))
            .orElse(request.isSSL() ? "https" : "http");
    String authority =
        forwarded(request, "X-Forwarded-Host", proxied)
            .filter(a -> AUTHORITY.matcher(a).matches())
            .orElseGet(() -> addressed(request));
    return scheme + "://" + authority;
  }

  private static String addressed(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    String text = authority == null ? "" : authority.toString();
    if (AUTHORITY.matcher(text).matches()) {
      return text;
    }
    SocketAddress local = request.localAddress();
    return local.host() + ":" + local.port();
  }

  /** A list is written by several proxies; the first entry is what the client addressed. */
  private static Optional<String> forwarded(
      HttpServerRequest request, String header, boolean trusted) {
    return Optional.ofNullable(trusted ? request.getHeader(header) : null)
        .map(value -> value.split(",", 2)[0].strip());
  }

  /** Through a socket in the file system comes none but this process; see {@link Doorway}. */
  private boolean fromTrustedProxy(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    if (peer.isDomainSocket()) {
      return true;
    }
    if (trustedProxies.isEmpty()) {
      return false;
    }
    if (peer.hostAddress() == null) {
      return false;
    }
    InetAddress address = InetAddress.ofLiteral(peer.hostAddress());
    return trustedProxies.stream().anyMatch(range -> range.contains(address));
  }
}
