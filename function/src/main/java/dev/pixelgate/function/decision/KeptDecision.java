package dev.pixelgate.function.decision;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.DecisionRecord;
import java.util.List;

/** A decision as it is in the store. */
public final class KeptDecision {
  private final String id;
  private final String account;
  private final byte[] content;
  private final List<byte[]> pages;

  /**
   * One that was read.
   *
   * @param pages its own and those before it, from one that is whole
   */
  KeptDecision(String id, String account, byte[] content, List<byte[]> pages) {
    this.id = id;
    this.account = account;
    this.content = content;
    this.pages = List.copyOf(pages);
  }

  /** Whether these are all the pages that the last one needs: number, content, first. */
  static boolean isWhole(List<Row> pages) {
    if (pages.isEmpty()) {
      return false;
    }
    long first = pages.getFirst().number(0);
    Row last = pages.getLast();
    return first == pages.getFirst().number(2)
        && first == last.number(2)
        && last.number(0) - first == pages.size() - 1;
  }

  /** For which it was made, and which may read it. */
  public String account() {
    return account;
  }

  /**
   * What it was made from. Takes a millisecond for a thousand offers.
   *
   * @throws IllegalArgumentException when another version of the program wrote it, or it is damaged
   */
  public DecisionRecord record() {
    try {
      return DecisionPack.record(id, account, content, this::sheet);
    } catch (RuntimeException e) {
      // Damaged numbers may end as times and amounts that there are not, and as anything else.
      throw new IllegalArgumentException(
          "the decision for %s cannot be read: %s".formatted(id, e), e);
    }
  }

  private Sheet sheet(Capability capability) {
    Sheet sheet = Sheet.whole(new Unpacker(pages.getFirst()), capability);
    for (byte[] next : pages.subList(1, pages.size())) {
      sheet = sheet.changed(new Unpacker(next), capability);
    }
    return sheet;
  }
}
