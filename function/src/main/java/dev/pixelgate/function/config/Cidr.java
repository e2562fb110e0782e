package dev.pixelgate.function.config;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A range of addresses, such as {@code 10.0.0.0/8}; a plain address is a range of one.
 *
 * @param network the first address of the range
 * @param prefix leading bits that all its addresses share
 */
public record Cidr(InetAddress network, int prefix) {
  /** Four numbers: the platform alone would also take {@code 10.1} for 10.0.0.1. */
  private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

  public Cidr {
    int bits = 8 * network.getAddress().length;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(
          "prefix " + prefix + " is not within 0 to " + bits + " bits");
    }
    if (!isClearAfter(network.getAddress(), prefix)) {
      throw new IllegalArgumentException(
          "the address has bits set after the first " + prefix + ", a network has none");
    }
  }

  /**
   * Reads an address with or without a prefix; never asks a name server.
   *
   * @throws IllegalArgumentException says what is wrong
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    InetAddress network = address(slash < 0 ? text : text.substring(0, slash));
    if (slash < 0) {
      return new Cidr(network, 8 * network.getAddress().length);
    }
    String prefix = text.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("the prefix after / is not a number of bits");
    }
    return new Cidr(network, Integer.parseInt(prefix));
  }

  private static InetAddress address(String text) {
    if (!IPV4.matcher(text).matches() && text.indexOf(':') < 0) {
      throw new IllegalArgumentException("not an address, use one such as 10.0.0.0/8 or fd00::/8");
    }
    try {
      return InetAddress.ofLiteral(text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not an address, use one such as 10.0.0.0/8 or fd00::/8", e);
    }
  }

  private static boolean isClearAfter(byte[] address, int prefix) {
    for (int bit = prefix; bit < 8 * address.length; bit++) {
      if (bit(address, bit) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the address is in the range. IPv4 in an IPv6 coat counts as IPv4. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (bit(mine, bit) != bit(other, bit)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] address, int bit) {
    return address[bit >> 3] >> (7 - (bit & 7)) & 1;
  }

  /** Such as {@code 10.0.0.0/8}. */
  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
