package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * What orchestrators and payers see of a chain: blocks, rounds, the gas price, who has put how much
 * aside. Nothing moves by itself. Any thread.
 */
public final class TestingChain {
  /** One ether. */
  public static final BigInteger ETHER = BigInteger.TEN.pow(18);

  /** What it takes to redeem a ticket on a second layer. */
  private static final BigInteger REDEEM_GAS = BigInteger.valueOf(1_200_000);

  /** 3 gwei: what gas costs on average, as nodes have it. */
  private static final BigInteger USUAL_GAS_PRICE = BigInteger.valueOf(3_000_000_000L);

  private static final ByteString ROUND_HASH =
      ByteString.fromHex("d355dcf6813ab372424deb7244acb9e0221db31a1dd24ddba2ab5cfeebb894a0");

  private final InstantSource clock;
  private final Map<Address, Account> accounts = new HashMap<>();
  private long block = 326;
  private Round round = new Round(9, ROUND_HASH);
  private BigInteger gasPrice = BigInteger.valueOf(100_000_000);
  private int pool = 2;

  /** One on which two orchestrators are active, at 0.1 gwei. */
  public TestingChain(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What a payer has put aside.
   *
   * @param deposit wei, for tickets that win
   * @param reserve wei, shared by all orchestrators
   * @param unlocking whether it asked for both back
   */
  public record Account(BigInteger deposit, BigInteger reserve, boolean unlocking) {
    static final Account NOTHING = new Account(BigInteger.ZERO, BigInteger.ZERO, false);

    /** So many whole ether. */
    public static Account ofEther(long deposit, long reserve) {
      return new Account(
          ETHER.multiply(BigInteger.valueOf(deposit)),
          ETHER.multiply(BigInteger.valueOf(reserve)),
          false);
    }

    /** The same that asked for it back. */
    public Account unlock() {
      return new Account(deposit, reserve, true);
    }
  }

  /**
   * The round that was begun last.
   *
   * @param blockHash 32 bytes
   */
  public record Round(long number, ByteString blockHash) {}

  /** What time it is there. */
  public InstantSource clock() {
    return clock;
  }

  /** This payer has so much aside from now on. */
  public synchronized void fund(Address payer, Account account) {
    accounts.put(payer, account);
  }

  /** What this payer has aside. */
  public synchronized Account account(Address payer) {
    return accounts.getOrDefault(payer, Account.NOTHING);
  }

  /** Lets so many blocks pass. */
  public synchronized void mine(long blocks) {
    block += blocks;
  }

  /** Goes to this block. */
  public synchronized void block(long number) {
    block = number;
  }

  public synchronized long block() {
    return block;
  }

  /** Begins the next round. */
  public synchronized void beginRound() {
    round =
        new Round(
            round.number + 1,
            ByteString.copyFrom(Keccak.of(round.blockHash.toByteArray(), Uint.word(block))));
  }

  public synchronized Round round() {
    return round;
  }

  /** Gas costs so many wei from now on. */
  public synchronized void gasPrice(BigInteger wei) {
    gasPrice = wei;
  }

  /** So many orchestrators share each reserve from now on. */
  public synchronized void pool(int orchestrators) {
    pool = orchestrators;
  }

  /** What it costs now to redeem a ticket, in wei. */
  synchronized BigInteger redeeming() {
    return REDEEM_GAS.multiply(gasPrice);
  }

  /** What it costs usually. */
  static BigInteger redeemingUsually() {
    return REDEEM_GAS.multiply(USUAL_GAS_PRICE);
  }

  /**
   * What of this payer's reserve one orchestrator can count on. What is redeemed is not counted.
   */
  synchronized BigInteger share(Address payer) {
    return account(payer).reserve().divide(BigInteger.valueOf(pool));
  }
}
