package dev.pixelgate.function.store;

import java.util.Optional;

/** One row of an answer. Columns count from 0. */
public interface Row {
  /** An integer column that is not null. */
  long number(int column);

  /** A text column that is not null. */
  String text(int column);

  /** A binary column that is not null. */
  byte[] bytes(int column);

  /** An integer column. */
  Optional<Long> maybeNumber(int column);

  /** A text column. */
  Optional<String> maybeText(int column);
}
