package dev.pixelgate.router.selection;

/**
 * A choice that was made, as it is kept: no more than the question and who answered it. Keeps the
 * whole book of that time from being forgotten.
 */
public record Decision(Question question, Selector selector) {
  /** Makes the choice again, and says how every offer stood in it. Milliseconds for a thousand. */
  public Explanation explain() {
    return selector.explain(question);
  }
}
