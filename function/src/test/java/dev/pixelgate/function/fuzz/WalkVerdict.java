package dev.pixelgate.function.fuzz;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureWalk;
import dev.pixelgate.pricing.picture.WalkResult;
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
   * Walks a file to its end.
   *
   * @param cut the length of the next piece, of the bytes that are left
   */
  static WalkVerdict of(byte[] file, IntUnaryOperator cut) {
    PictureWalk walk = new PictureWalk();
    int at = 0;
    while (at < file.length) {
      int n = cut.applyAsInt(file.length - at);
      walk.accept(file, at, n);
      at += n;
    }
    return switch (walk.atEnd()) {
      case WalkResult.Whole(Picture picture) -> new WalkVerdict(Optional.of(picture), "");
      case WalkResult.Broken(Picture picture, String why) ->
          new WalkVerdict(Optional.of(picture), why);
      case WalkResult.NotAnImage(String why) -> new WalkVerdict(Optional.empty(), why);
      case WalkResult.Unreadable(String name) -> new WalkVerdict(Optional.empty(), name);
      case WalkResult.NeedMore n -> throw new IllegalStateException("no answer at the end");
      case WalkResult.Known k -> throw new IllegalStateException("no answer at the end");
    };
  }
}
