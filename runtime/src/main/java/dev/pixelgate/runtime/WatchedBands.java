package dev.pixelgate.runtime;

import dev.pixelgate.runtime.inference.Band;
import dev.pixelgate.runtime.inference.BandSink;
import dev.pixelgate.runtime.inference.SafetyView;
import java.util.Optional;

/** Shows each band to the safety checker before it goes on. */
record WatchedBands(SafetyView view, BandSink next) implements BandSink {
  @Override
  public Optional<Band> take() {
    return next.take();
  }

  @Override
  public void put(Band band) {
    view.see(band);
    next.put(band);
  }
}
