package dev.pixelgate.function.store;

import java.math.BigInteger;

/**
 * Wei in SQL. One amount is decimal text. A sum is two integers, whole gwei and the rest in wei,
 * added up apart: nine ether are more wei than 63 bits hold, and as many gwei are nine billion
 * ether. The rest of a sum may be over a gwei.
 */
public final class WeiSql {
  /** How many decimals a gwei has. */
  private static final int DIGITS = 9;

  private static final BigInteger GWEI = BigInteger.TEN.pow(DIGITS);

  private WeiSql() {}

  /** The whole gwei of an amount in this column. */
  public static String gwei(String column) {
    return "CAST(CASE WHEN LENGTH(%1$s) > %2$d THEN SUBSTR(%1$s, 1, LENGTH(%1$s) - %2$d) ELSE '0' END AS BIGINT)"
        .formatted(column, DIGITS);
  }

  /** What it has beyond those. */
  public static String rest(String column) {
    return "CAST(CASE WHEN LENGTH(%1$s) > %2$d THEN SUBSTR(%1$s, LENGTH(%1$s) - %3$d) ELSE %1$s END AS BIGINT)"
        .formatted(column, DIGITS, DIGITS - 1);
  }

  /** The sum of what {@link #gwei} or {@link #rest} say; 0 over no rows. */
  public static String sum(String part) {
    return "CAST(COALESCE(SUM(" + part + "), 0) AS BIGINT)";
  }

  /** Of two columns. */
  public static BigInteger wei(long gwei, long rest) {
    return BigInteger.valueOf(gwei).multiply(GWEI).add(BigInteger.valueOf(rest));
  }

  /** For the first column. */
  public static long gwei(BigInteger wei) {
    return wei.divide(GWEI).longValueExact();
  }

  /** For the second one. */
  public static long rest(BigInteger wei) {
    return wei.mod(GWEI).longValue();
  }
}
