package dev.pixelgate.function.view;

import static java.util.stream.Collectors.joining;

import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.selection.Exclusion;
import dev.pixelgate.router.selection.Explanation;
import dev.pixelgate.router.selection.Standing;
import java.util.List;

/** A decision in a sentence or two. */
record DecisionSummary(DecisionRecord record, Explanation explanation) {
  /** A longer list of names helps nobody. */
  private static final int MOST_NAMED = 5;

  String text() {
    return switch (record.outcome()) {
      case "sold" -> sold();
      case "over-cap" ->
          "Nobody was asked: every offer that could do it is over a cap." + nearest();
      case "over-budget" ->
          "Nobody was asked: what is left of the account's budget covers no offer.";
      case "quote-used" -> "The quote was used by another request" + asked() + ".";
      case "store-away" ->
          "The money could not be booked, so nothing more was sent" + asked() + ".";
      case "nobody-reads" -> "Nobody was asked: no offer of the model reads " + format() + ".";
      case "unknown-model" -> "Nobody was asked: nobody ever offered this model here.";
      case "no-orchestrator" -> "Nobody was asked: " + noneOf() + " could be asked at that time.";
      case "no-capacity" -> "Nobody had room" + afterAsking() + ".";
      case "model-error" -> "Two orchestrators agree that the job itself is wrong" + asked() + ".";
      case "bad-image" -> "The image could not be decoded" + asked() + ".";
      case "failed" -> "Every attempt failed" + asked() + ".";
      case "store-failed" -> "The picture was made and could not be stored" + asked() + ".";
      case "deadline" -> "The request's time was over" + asked() + ".";
      case "cancelled" -> "The client went away" + asked() + ".";
      default -> record.outcome() + asked() + ".";
    };
  }

  private String sold() {
    List<AttemptRecord> attempts = record.attempts();
    AttemptRecord last = attempts.getLast();
    List<AttemptRecord> before = attempts.subList(0, attempts.size() - 1);
    String after = before.isEmpty() ? "" : ", after " + names(before);
    return last.orchestrator() + " did it" + after + "." + ranking() + passedOver();
  }

  private String ranking() {
    String winner = record.attempts().getLast().orchestrator();
    return ranked().stream()
        .filter(one -> one.orchestrator().equals(winner))
        .findFirst()
        .map(one -> " It was " + place(one) + others())
        .orElse("");
  }

  private String place(Standing.Ranked one) {
    return ranked().size() == 1
        ? "the only one that could be asked"
        : "number %d of %d that could be asked, by the policy %s"
            .formatted(one.rank(), ranked().size(), record.question().policy());
  }

  private String others() {
    return out().isEmpty() ? "." : "; " + out().size() + " more could not.";
  }

  /** The one that was first when it was ranked, and could not be asked a moment later. */
  private String passedOver() {
    String first = record.attempts().getFirst().orchestrator();
    return ranked().stream()
        .findFirst()
        .map(Standing::orchestrator)
        .filter(best -> !best.equals(first))
        .map(
            best ->
                " "
                    + best
                    + " came first, and was full, tried by another request or over the budget.")
        .orElse("");
  }

  private String nearest() {
    return out().stream()
        .map(Standing.Out::reason)
        .filter(Exclusion.OverCap.class::isInstance)
        .findFirst()
        .map(reason -> " The nearest, " + reason.orchestrator() + ", " + reason.why() + ".")
        .orElse("");
  }

  private String format() {
    return record.question().demand().format().map(PictureFormat::title).orElse("the image");
  }

  private String noneOf() {
    int offers = explanation.standings().size();
    return offers == 0 ? "the model was offered once, and nobody" : "none of " + offers + " offers";
  }

  private String afterAsking() {
    return record.attempts().isEmpty() ? "" : " among those that were asked" + asked();
  }

  /** Such as {@code : alpha (failed), beta (timeout)}. */
  private String asked() {
    return record.attempts().isEmpty() ? "" : ": " + names(record.attempts());
  }

  private static String names(List<AttemptRecord> attempts) {
    String named =
        attempts.stream()
            .limit(MOST_NAMED)
            .map(one -> one.orchestrator() + " (" + one.outcome() + ")")
            .collect(joining(", "));
    int more = attempts.size() - MOST_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private List<Standing.Ranked> ranked() {
    return standings(Standing.Ranked.class);
  }

  private List<Standing.Out> out() {
    return standings(Standing.Out.class);
  }

  private <T extends Standing> List<T> standings(Class<T> kind) {
    return explanation.standings().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
