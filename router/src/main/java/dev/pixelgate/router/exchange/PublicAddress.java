package dev.pixelgate.router.exchange;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are out in the public internet. A result URL comes from a stranger; one that led
 * to an address inside our network would let him read what only we can reach. The tables are IANA's
 * special-purpose registries (RFC 6890 and what followed).
 */
public final class PublicAddress {
  private static final List<Block> SPECIAL_V4 =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // carrier-grade NAT
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local, the clouds' metadata among them
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // 6to4 relays
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4") // reserved and broadcast
          .map(Block::of)
          .toList();

  /** All of IPv6 that is handed out; loopback, mapped, unique-local and link-local lie outside. */
  private static final Block GLOBAL_V6 = Block.of("2000::/3");

  private static final List<Block> SPECIAL_V6 =
      Stream.of(
              "2001::/23", // protocol assignments, Teredo among them
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4: an IPv4 address in disguise
              "3fff::/20") // documentation
          .map(Block::of)
          .toList();

  /** NAT64 (RFC 6052): the last four bytes are an IPv4 address. */
  private static final Block NAT64 = Block.of("64:ff9b::/96");

  private PublicAddress() {}

  /** Whether everybody can reach it. */
  public static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isPublicV4(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublicV4(byte[] address) {
    return SPECIAL_V4.stream().noneMatch(block -> block.contains(address));
  }

  private static boolean isPublicV6(byte[] address) {
    if (NAT64.contains(address)) {
      return isPublicV4(Arrays.copyOfRange(address, 12, 16));
    }
    return GLOBAL_V6.contains(address)
        && SPECIAL_V6.stream().noneMatch(block -> block.contains(address));
  }

  /** All addresses that begin with the same bits. */
  private static final class Block {
    private final byte[] start;
    private final int bits;

    private Block(byte[] start, int bits) {
      this.start = start;
      this.bits = bits;
    }

    static Block of(String cidr) {
      String[] parts = cidr.split("/", 2);
      try {
        return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("not a block of addresses: " + cidr, e);
      }
    }

    boolean contains(byte[] address) {
      int whole = bits / 8;
      int mask = 0xff00 >> bits % 8 & 0xff;
      return address.length == start.length
          && Arrays.equals(address, 0, whole, start, 0, whole)
          && (mask == 0 || ((address[whole] ^ start[whole]) & mask) == 0);
    }
  }
}
