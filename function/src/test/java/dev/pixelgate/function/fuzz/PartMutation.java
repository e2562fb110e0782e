package dev.pixelgate.function.fuzz;

import java.util.List;

/** Takes a file apart, changes the parts or their order, and mends half of what that breaks. */
record PartMutation(Container container) implements Mutation {
  private enum Change {
    REMOVE,
    REPEAT,
    SWAP,
    INSERT,
    REPLACE,
    INSIDE,
    NUMBER
  }

  @Override
  public byte[] apply(byte[] file, byte[] donor, Draw draw) {
    List<byte[]> parts = container.split(file);
    if (parts.isEmpty()) {
      return file;
    }
    List<byte[]> others = container.split(donor);
    int at = draw.below(parts.size());
    switch (Change.values()[draw.below(Change.values().length)]) {
      case REMOVE -> parts.remove(at);
      case REPEAT -> repeat(parts, at, draw);
      case SWAP -> parts.add(draw.below(parts.size()), parts.remove(at));
      case INSERT -> parts.add(at, draw.of(others));
      case REPLACE -> parts.set(at, draw.of(others));
      case INSIDE -> parts.set(at, inside(parts.get(at), draw.of(others), draw));
      case NUMBER -> parts.set(at, number(parts.get(at), draw));
    }
    return container.whole(Bytes.join(parts));
  }

  private static void repeat(List<byte[]> parts, int at, Draw draw) {
    byte[] part = parts.get(at);
    int times = draw.oneIn(10) ? Math.min(300, 20_000 / Math.max(1, part.length)) : draw.few(5);
    for (int i = 0; i < times; i++) {
      parts.add(at, part);
    }
  }

  /** Not repaired in a third of the cases; the checksum alone in the next. */
  private byte[] inside(byte[] part, byte[] donor, Draw draw) {
    byte[] changed = ByteMutation.any(part, donor, draw);
    byte[] out = changed == part ? part.clone() : changed;
    int care = draw.below(3);
    if (care > 0) {
      container.repair(out, care == 2);
    }
    return out;
  }

  /** A lying length or size near the part's start, under a checksum that is right. */
  private byte[] number(byte[] part, Draw draw) {
    byte[] out = part.clone();
    Bytes.put(out, draw.below(24), 1 << draw.below(3), draw.oneIn(2), draw.number());
    container.repair(out, false);
    return out;
  }
}
