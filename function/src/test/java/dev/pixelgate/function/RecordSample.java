package dev.pixelgate.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A record with components of every type, for {@link PlainRecordsTest}. */
public final class RecordSample {
  /** One of each. */
  record All(
      boolean yes,
      byte small,
      short brief,
      char letter,
      int whole,
      long big,
      float rough,
      double fine,
      Object any,
      int[] numbers) {}

  /** Of nothing. */
  record None() {}

  /** With an equality of its own, which stays. */
  record Own(String text) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Own own && own.text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
      return 5;
    }
  }

  private RecordSample() {}

  /** Which of the samples are equal, their hash codes and their texts. */
  public static String describe() {
    List<Object> all = samples();
    StringBuilder told = new StringBuilder();
    for (Object one : all) {
      told.append(one.hashCode()).append(' ').append(one).append(' ').append(one.equals(null));
      for (Object other : all) {
        told.append(Objects.equals(one, other) ? " =" : " -");
      }
      told.append('\n');
    }
    return told.toString();
  }

  private static List<Object> samples() {
    // Its identity goes into the hash code.
    int[] none = null;
    List<Object> all = new ArrayList<>();
    all.add(new All(true, (byte) 1, (short) 2, 'c', 4, 5, 6f, 7d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'c', 4, 5, 6f, 7d, "eight", none));
    all.add(new All(false, (byte) 1, (short) 2, 'c', 4, 5, 6f, 7d, "eight", none));
    all.add(new All(true, (byte) -1, (short) 2, 'c', 4, 5, 6f, 7d, "eight", none));
    all.add(new All(true, (byte) 1, (short) -2, 'c', 4, 5, 6f, 7d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'd', 4, 5, 6f, 7d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'c', -4, 5, 6f, 7d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'c', 4, 5L << 32, 6f, 7d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'c', 4, 5, Float.NaN, 7d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'c', 4, 5, Float.NaN, 7d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'c', 4, 5, 6f, 0d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'c', 4, 5, 6f, -0d, "eight", none));
    all.add(new All(true, (byte) 1, (short) 2, 'c', 4, 5, 6f, 7d, null, none));
    all.add(new None());
    all.add(new None());
    all.add(new Own("a"));
    all.add(new Own("A"));
    return all;
  }
}
