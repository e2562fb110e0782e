package dev.pixelgate.function.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row whose values are at hand: numbers, strings, byte arrays or null. */
final class ValueRow implements Row {
  private final @Nullable Object[] values;

  ValueRow(@Nullable Object[] values) {
    this.values = values;
  }

  @Override
  public long number(int column) {
    return maybeNumber(column).orElseThrow();
  }

  @Override
  public String text(int column) {
    return maybeText(column).orElseThrow();
  }

  @Override
  public byte[] bytes(int column) {
    return (byte[]) Optional.ofNullable(values[column]).orElseThrow();
  }

  @Override
  public Optional<Long> maybeNumber(int column) {
    return Optional.ofNullable(values[column]).map(value -> ((Number) value).longValue());
  }

  @Override
  public Optional<String> maybeText(int column) {
    return Optional.ofNullable(values[column]).map(String.class::cast);
  }
}
