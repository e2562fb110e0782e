package dev.pixelgate.pricing.picture;

import dev.pixelgate.pricing.picture.HeaderResult.Known;
import dev.pixelgate.pricing.picture.HeaderResult.NeedMore;
import dev.pixelgate.pricing.picture.HeaderResult.NotAnImage;
import dev.pixelgate.pricing.picture.HeaderResult.Unreadable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a picture's format and size from its first bytes, as they arrive, each byte once. The first
 * result that is not {@link NeedMore} stays. For one thread at a time.
 */
public final class PictureHeader {
  /** Where a size must be known: no camera writes so much in front of it. */
  public static final int MAX_HEADER_BYTES = 1 << 20;

  /** Few bytes are walked in vain behind a header; a walk costs up to 1 ns a byte. */
  private static final int SLICE = 1024;

  private final byte[] start = new byte[Signature.LONGEST];
  private List<Signature> candidates = Signature.ALL;
  private Optional<ContainerWalk> walk = Optional.empty();
  private int received;
  private HeaderResult result = new NeedMore();

  /** Takes the next bytes and says what is known after them. */
  public HeaderResult accept(byte[] chunk, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, chunk.length);
    int taken = 0;
    while (taken < length && result instanceof NeedMore) {
      taken += step(chunk, offset + taken, length - taken);
    }
    return result;
  }

  /** What it means when no more bytes come; never {@link NeedMore}. */
  public HeaderResult atEnd() {
    if (!(result instanceof NeedMore)) {
      return result;
    }
    return new NotAnImage(
        received == 0 ? "it is empty" : "it ends after " + received + " bytes, inside its header");
  }

  private int step(byte[] chunk, int at, int available) {
    if (walk.isEmpty()) {
      recognise(chunk[at]);
      return 1;
    }
    int n = Math.min(available, Math.min(SLICE, MAX_HEADER_BYTES - received));
    received += n;
    walk(walk.get(), chunk, at, n);
    return n;
  }

  private void recognise(byte next) {
    start[received] = next;
    candidates = fitting(next);
    received++;
    Optional<Signature> whole = whole();
    if (candidates.isEmpty()) {
      result =
          new NotAnImage(
              "it begins with %s, as no image format does"
                  .formatted(HexFormat.ofDelimiter(" ").formatHex(start, 0, received)));
    } else if (whole.isPresent() && whole.get().format().isPresent()) {
      ContainerWalk begun = ContainerWalk.of(whole.get().format().get());
      walk = Optional.of(begun);
      walk(begun, start, 0, received);
    } else if (whole.isPresent()) {
      result = new Unreadable(whole.get().formatName());
    }
  }

  private List<Signature> fitting(byte next) {
    List<Signature> fitting = new ArrayList<>(candidates.size());
    for (Signature candidate : candidates) {
      if (candidate.fits(received, next)) {
        fitting.add(candidate);
      }
    }
    return fitting;
  }

  private Optional<Signature> whole() {
    for (Signature candidate : candidates) {
      if (candidate.length() == received) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private void walk(ContainerWalk walk, byte[] bytes, int at, int length) {
    walk.accept(bytes, at, length);
    if (walk.picture().isPresent()) {
      result = new Known(walk.picture().get());
    } else if (walk.broken()) {
      result = new NotAnImage(walk.problem());
    } else if (received == MAX_HEADER_BYTES) {
      result = new NotAnImage("its first " + MAX_HEADER_BYTES + " bytes do not say its size");
    }
  }
}
