package dev.pixelgate.router.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSourceTest {
  private static final Origin OWN = Origin.of(URI.create("http://Beta.example:8000/base"));

  @ParameterizedTest
  @ValueSource(strings = {"http://beta.example:8000/a?b=c#d", "HTTP://BETA.EXAMPLE:8000/a?b=c"})
  void allowsTheOwnOriginWithoutResolving(String url) {
    assertEquals(
        new ResultSource.Allowed(OWN, Optional.empty(), "/a?b=c"),
        judge(url, host -> Future.failedFuture(new AssertionError("resolved " + host))));
  }

  @ParameterizedTest
  @CsvSource({
    "http://beta.example/a, 80",
    "https://beta.example:8000/a, 8000",
    "https://media.example/a, 443",
    "http://media.example:9000/a, 9000"
  })
  void pinsTheAddressThatWasChecked(String url, int port) {
    ResultSource.Allowed allowed =
        assertInstanceOf(ResultSource.Allowed.class, judge(url, resolvingTo("8.8.8.8")));
    assertEquals(Optional.of(SocketAddress.inetSocketAddress(port, "8.8.8.8")), allowed.pinned());
    assertEquals("/a", allowed.target());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1"})
  void refusesAddressesThatAreNotPublic(String address) {
    assertEquals(notPublic(), judge("http://media.example/a", resolvingTo(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/a",
        "http://2130706433/a",
        "http://[::1]/a",
        "http://[::ffff:10.0.0.1]/a",
        "http://[fe80::1]/a",
        "https://169.254.169.254/latest"
      })
  void refusesLiteralsThatAreNotPublic(String url) {
    assertEquals(notPublic(), judge(url, ResultSourceTest::systemLiteral));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8,127.0.0.1", "127.0.0.1,8.8.8.8"})
  void refusesAHostWithOneBadAddress(String addresses) {
    assertEquals(
        notPublic(), judge("http://media.example/a", resolvingTo(addresses.split(",", -1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stream/a.png", "ftp://8.8.8.8/a", "file:///etc/passwd", "http:///a", "a.png",
        "http://user:pw@8.8.8.8/a", "http://8.8.8.8:0/a", "http://8.8.8.8:65536/a",
            "http://127.1/a", ""
      })
  void refusesWhatIsNotAnAbsoluteHttpUrl(String url) {
    assertEquals(
        new ResultSource.Refused("answered a result URL that is not absolute http or https"),
        judge(url, resolvingTo("8.8.8.8")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a b/", "http://8.8.8.8/\r\nX: 1", "http://[::1/a"})
  void refusesMalformedUrls(String url) {
    assertEquals(
        new ResultSource.Refused("answered a malformed result URL"),
        judge(url, resolvingTo("8.8.8.8")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://nowhere.example/a"})
  void refusesAHostWithoutAddress(String url) {
    assertEquals(
        new ResultSource.Refused("answered a result URL whose host name does not resolve"),
        judge(url, host -> Future.failedFuture(new UnknownHostException(host))));
  }

  private static ResultSource judge(String url, HostResolver hosts) {
    return ResultSource.of(url, OWN, hosts, PublicAddress::isPublic).result();
  }

  private static ResultSource notPublic() {
    return new ResultSource.Refused(
        "answered a result URL that leads to an address that is not public");
  }

  private static HostResolver resolvingTo(String... addresses) {
    return host ->
        Future.succeededFuture(List.of(addresses).stream().map(ResultSourceTest::literal).toList());
  }

  private static Future<List<InetAddress>> systemLiteral(String host) {
    return Future.succeededFuture(List.of(literal(host)));
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
