package dev.pixelgate.function.fuzz;

import dev.pixelgate.pricing.picture.ContainerWalk;
import dev.pixelgate.pricing.picture.HeaderResult;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureHeader;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * What the gateway makes of an upload before anything is decoded.
 *
 * @param picture what its header says, if anything
 * @param problem why it is refused; empty when it is taken
 */
record WalkVerdict(Optional<Picture> picture, String problem) {
  /** Whether the gateway takes it. */
  boolean taken() {
    return problem.isEmpty();
  }

  /**
   * As the intake walks it.
   *
   * @param cut the length of the next piece, of the bytes that are left
   */
  static WalkVerdict of(byte[] file, IntUnaryOperator cut) {
    PictureHeader header = new PictureHeader();
    HeaderResult result = new HeaderResult.NeedMore();
    for (int at = 0; at < file.length && result instanceof HeaderResult.NeedMore; ) {
      int n = cut.applyAsInt(file.length - at);
      result = header.accept(file, at, n);
      at += n;
    }
    return switch (header.atEnd()) {
      case HeaderResult.Known(Picture picture) -> walked(picture, file, cut);
      case HeaderResult.NotAnImage(String why) -> new WalkVerdict(Optional.empty(), why);
      case HeaderResult.Unreadable(String name) -> new WalkVerdict(Optional.empty(), name);
      case HeaderResult.NeedMore n -> throw new IllegalStateException("no answer at the end");
    };
  }

  private static WalkVerdict walked(Picture picture, byte[] file, IntUnaryOperator cut) {
    ContainerWalk walk = ContainerWalk.of(picture.format());
    for (int at = 0; at < file.length; ) {
      int n = cut.applyAsInt(file.length - at);
      walk.accept(file, at, n);
      at += n;
    }
    return new WalkVerdict(Optional.of(picture), walk.problem());
  }
}
