package dev.pixelgate.router.selection;

import java.util.List;

/**
 * A choice with its reasons.
 *
 * @param standings every offer of the model: first to be asked first, then those that could not be
 *     asked, cheapest first
 */
public record Explanation(Question question, Selection selection, List<Standing> standings) {
  public Explanation {
    standings = List.copyOf(standings);
  }
}
