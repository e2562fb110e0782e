package dev.pixelgate.function.decision;

import static dev.pixelgate.function.assembly.Blocking.join;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A table of pages in memory, which are written when that is said. */
final class TestingPages implements Session {
  private record Line(long first, byte[] content) {}

  private final Deque<PageWrite> waiting = new ArrayDeque<>();
  private final Map<Shelfmark, Line> lines = new HashMap<>();
  private int wholes;
  private int changes;
  private int lost;

  void add(PageWrite page) {
    waiting.add(page);
  }

  /** Each is made twice, as when the answer to a commit is lost. */
  void write() {
    while (!waiting.isEmpty()) {
      PageWrite page = waiting.remove();
      join(page.apply(this));
      join(page.apply(this));
    }
  }

  /**
   * One transaction, undone because every so many of them cannot be written; then one by one, as
   * the journal does.
   */
  void writeLosing(int every) {
    List<PageWrite> group = List.copyOf(waiting);
    waiting.clear();
    Map<Shelfmark, Line> before = Map.copyOf(lines);
    group.forEach(page -> join(page.apply(this)));
    lines.clear();
    lines.putAll(before);
    for (int i = 0; i < group.size(); i++) {
      if (i % every == every - 1) {
        group.get(i).lost();
        lost++;
      } else {
        join(group.get(i).apply(this));
      }
    }
  }

  boolean has(Shelfmark mark) {
    return lines.containsKey(mark);
  }

  int lost() {
    return lost;
  }

  /** The page there and those before it that it needs. */
  List<byte[]> of(Shelfmark mark) {
    return LongStream.rangeClosed(lines.get(mark).first, mark.page())
        .mapToObj(page -> lines.get(new Shelfmark(mark.writer(), mark.file(), page)).content)
        .toList();
  }

  int wholes() {
    return wholes;
  }

  int changes() {
    return changes;
  }

  @Override
  public Future<Integer> change(String sql, @Nullable Object... values) {
    Shelfmark mark = new Shelfmark((String) values[0], (Long) values[1], (Long) values[2]);
    long first = (Long) values[3];
    if (lines.putIfAbsent(mark, new Line(first, (byte[]) values[5])) == null) {
      wholes += first == mark.page() ? 1 : 0;
      changes += first == mark.page() ? 0 : 1;
    }
    return Future.succeededFuture(1);
  }

  @Override
  public Future<Void> changeEach(String sql, List<List<@Nullable Object>> rows) {
    throw new IllegalStateException("pages come one by one");
  }

  @Override
  public Future<List<Row>> rows(String sql, @Nullable Object... values) {
    throw new IllegalStateException("nothing is read");
  }

  @Override
  public String toString() {
    return wholes + " whole pages, " + changes + " changes";
  }
}
