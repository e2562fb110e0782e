package dev.pixelgate.router.selection;

import java.util.List;

/** The order in which candidates are asked. */
@FunctionalInterface
public interface Policy {
  /** The same candidates, first to be asked first. */
  List<Candidate> rank(List<Candidate> candidates);
}
