package dev.pixelgate.router.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  private static HostResolver to(String... addresses) throws IOException {
    InetAddress[] all = new InetAddress[addresses.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = InetAddress.getByName(addresses[i]);
    }
    List<InetAddress> found = Arrays.asList(all);
    return host -> Future.succeededFuture(found);
  }

  private static Destination judge(String url, HostResolver hosts) {
    return Destination.of(URI.create(url), hosts, PublicAddress::isPublic).result();
  }

  @Test
  void leadsToTheAddressThatWasJudged() throws Exception {
    Destination destination = judge("https://node.example:8935", to("1.1.1.1", "1.0.0.1"));

    assertEquals(
        new Destination.Allowed(
            new Origin(true, "node.example", 8935),
            SocketAddress.inetSocketAddress(8935, "1.1.1.1")),
        destination);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1", "fd00::1"})
  void refusesANameThatLeadsInside(String address) throws Exception {
    assertEquals(
        new Destination.Refused("leads to an address that is not public"),
        judge("https://node.example:8935", to("1.1.1.1", address)));
  }

  @Test
  void refusesANameThatDoesNotResolve() {
    assertEquals(
        new Destination.Refused("has a host name that does not resolve"),
        judge("https://node.example", host -> Future.failedFuture(new IOException())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://node.example", "https://me@node.example", "/path"})
  void refusesWhatIsNoPlainHttp(String url) throws Exception {
    assertInstanceOf(Destination.Refused.class, judge(url, to("1.1.1.1")));
  }
}
