package dev.pixelgate.pricing.picture;

import dev.pixelgate.pricing.picture.WalkResult.Broken;
import dev.pixelgate.pricing.picture.WalkResult.Known;
import dev.pixelgate.pricing.picture.WalkResult.NeedMore;
import dev.pixelgate.pricing.picture.WalkResult.NotAnImage;
import dev.pixelgate.pricing.picture.WalkResult.Unreadable;
import dev.pixelgate.pricing.picture.WalkResult.Whole;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads somebody's picture file as its bytes arrive, each byte once: recognises the format, tells
 * the size as soon as it is known, and walks the container to its end. The cuts between calls make
 * no difference; memory does not grow, however late the size comes: a TIFF's directory mostly
 * stands behind the pixels, and phones put depth maps of megabytes before a JPEG's frame. Once
 * refused, it stays so. For one thread at a time.
 */
public final class PictureWalk {
  private final byte[] start = new byte[Signature.LONGEST];
  private List<Signature> candidates = Signature.ALL;
  private Optional<ContainerWalk> walk = Optional.empty();
  private long received;
  private WalkResult result = new NeedMore();

  /** Takes the next bytes and says what is known after them; never {@link Whole}. */
  public WalkResult accept(byte[] chunk, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, chunk.length);
    int taken = 0;
    while (taken < length && (result instanceof NeedMore || result instanceof Known)) {
      taken += step(chunk, offset + taken, length - taken);
    }
    return result;
  }

  /** What it means when no more bytes come; never {@link NeedMore} or {@link Known}. */
  public WalkResult atEnd() {
    return switch (result) {
      case NeedMore n -> new NotAnImage(cut());
      case Known(Picture picture) ->
          walk.orElseThrow().complete()
              ? new Whole(picture)
              : new Broken(picture, walk.orElseThrow().problem());
      case Whole w -> w;
      case Unreadable u -> u;
      case NotAnImage n -> n;
      case Broken b -> b;
    };
  }

  /** Format and size, as soon as they are known. */
  public Optional<Picture> picture() {
    return walk.flatMap(ContainerWalk::picture);
  }

  private String cut() {
    if (received == 0) {
      return "it is empty";
    }
    return walk.map(ContainerWalk::problem)
        .orElse("it ends after " + received + " bytes, inside its signature");
  }

  private int step(byte[] chunk, int at, int available) {
    if (walk.isEmpty()) {
      recognise(chunk[at]);
      return 1;
    }
    received += available;
    walk(walk.get(), chunk, at, available);
    return available;
  }

  private void recognise(byte next) {
    int length = (int) received;
    start[length] = next;
    candidates = fitting(length, next);
    received++;
    Optional<Signature> whole = whole();
    if (candidates.isEmpty()) {
      result =
          new NotAnImage(
              "it begins with %s, as no image format does"
                  .formatted(HexFormat.ofDelimiter(" ").formatHex(start, 0, length + 1)));
    } else if (whole.isPresent() && whole.get().format().isPresent()) {
      begin(whole.get().format().get());
    } else if (whole.isPresent()) {
      result = new Unreadable(whole.get().formatName());
    }
  }

  private List<Signature> fitting(int index, byte next) {
    List<Signature> fitting = new ArrayList<>(candidates.size());
    for (Signature candidate : candidates) {
      if (candidate.fits(index, next)) {
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

  private void begin(PictureFormat format) {
    ContainerWalk begun = ContainerWalk.of(format);
    walk = Optional.of(begun);
    walk(begun, start, 0, (int) received);
  }

  private void walk(ContainerWalk walk, byte[] bytes, int at, int length) {
    walk.accept(bytes, at, length);
    Optional<Picture> picture = walk.picture();
    if (walk.broken()) {
      result =
          picture
              .<WalkResult>map(p -> new Broken(p, walk.problem()))
              .orElseGet(() -> new NotAnImage(walk.problem()));
    } else if (picture.isPresent() && result instanceof NeedMore) {
      result = new Known(picture.get());
    }
  }
}
