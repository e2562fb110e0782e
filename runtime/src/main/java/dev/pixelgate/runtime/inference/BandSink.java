package dev.pixelgate.runtime.inference;

import java.util.Optional;

/** Where an upscaler puts its result, band by band from the top, so that it never exists whole. */
public interface BandSink {
  /**
   * A band to be filled; waits until there is one.
   *
   * @return nothing when no more is wanted
   */
  Optional<Band> take();

  /** Takes a filled band. Its contents are the sink's until it is handed out again. */
  void put(Band band);
}
