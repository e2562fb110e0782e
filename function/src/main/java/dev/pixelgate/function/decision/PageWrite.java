package dev.pixelgate.function.decision;

import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes a page, which is packed when its turn comes, and once however often that is; once more
 * when a page that it builds on is lost.
 */
final class PageWrite implements Write {
  private static final String ADD =
      "INSERT INTO decision_page (writer, file, page, first, at, content) VALUES (?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (writer, file, page) DO NOTHING";

  private final PageFile file;
  private final Page page;
  private final Bench bench;
  private Optional<PackedPage> packed = Optional.empty();

  /** Where there is time for some milliseconds of work: thousands of offers take that. */
  @FunctionalInterface
  interface Bench {
    /** Does it there. */
    Future<PackedPage> call(Supplier<PackedPage> work);
  }

  PageWrite(PageFile file, Page page, Bench bench) {
    this.file = file;
    this.page = page;
    this.bench = bench;
  }

  private synchronized PackedPage packed() {
    PackedPage whole = packed.filter(file::stands).orElseGet(() -> file.pack(page));
    packed = Optional.of(whole);
    return whole;
  }

  @Override
  public Future<?> apply(Session session) {
    return bench.call(this::packed).compose(page -> add(session, page));
  }

  private static Future<Integer> add(Session session, PackedPage page) {
    return session.change(
        ADD,
        page.mark().writer(),
        page.mark().file(),
        page.mark().page(),
        page.first(),
        page.begunAt().toEpochMilli(),
        page.content());
  }

  @Override
  public void lost() {
    file.lost(page);
  }

  @Override
  public String toString() {
    return "page of a decision";
  }
}
