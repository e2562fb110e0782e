package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Caps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How this gateway chooses: under which caps and by which policies. Immutable, any thread. */
public final class Selector {
  private final Caps gatewayCaps;
  private final PolicyName usual;
  private final double coldSeconds;
  private final Policy cheapest = new CheapestPolicy();
  private final Policy fastest = new FastestPolicy();
  private final Policy weighted = new WeightedPolicy();
  private final Policy balanced;

  /**
   * A way to choose.
   *
   * @param gatewayCaps hold for every job
   * @param usual for requests that name no policy
   * @param worth for the policies that weigh time
   */
  public Selector(Caps gatewayCaps, PolicyName usual, TimeWorth worth) {
    this.gatewayCaps = gatewayCaps;
    this.usual = usual;
    this.coldSeconds = worth.coldStart().toMillis() / 1e3;
    this.balanced = new BalancedPolicy(worth);
  }

  /** The caps that hold for a request with these caps of its own. */
  public Caps capsWith(List<Cap> requestCaps) {
    return gatewayCaps.and(requestCaps);
  }

  /** The policy for requests that name none. */
  public PolicyName usual() {
    return usual;
  }

  /** Who may do this job, in which order, or why nobody. Depends on the question alone. */
  public Selection select(Question question) {
    Optional<Contest> contest = contest(question);
    if (contest.isEmpty()) {
      return new Refusal(question).withoutShelf();
    }
    Shortlist list = ranked(question, contest.get());
    if (list.size() == 0) {
      return new Refusal(question).of(contest.get());
    }
    List<Candidate> candidates = new ArrayList<>(list.size());
    for (int rank = 0; rank < list.size(); rank++) {
      candidates.add(contest.get().candidate(list.position(rank)));
    }
    return new Selection.Eligible(List.copyOf(candidates), list.isFull());
  }

  /** The same choice, with how every offer of the model stood in it. */
  Explanation explain(Question question) {
    Selection selection = select(question);
    Question whole = question.wanting(Integer.MAX_VALUE);
    return new Explanation(
        question,
        selection,
        contest(whole)
            .map(contest -> standings(whole, contest))
            .orElseGet(() -> Explainer.withoutShelf(whole)));
  }

  private List<Standing> standings(Question whole, Contest contest) {
    Policy policy = policy(whole.policy());
    return new Explainer(whole, contest, policy, ranked(whole, contest)).standings();
  }

  /** The question, put to the shelf of its capability; nothing when there is none. */
  private Optional<Contest> contest(Question question) {
    return question
        .shelves()
        .shelf(question.demand().capability())
        .map(shelf -> Contest.of(shelf, question, coldSeconds));
  }

  /**
   * Those who may be asked, and only when they are too few the suspended ones: after them, however
   * cheap they are.
   */
  private Shortlist ranked(Question question, Contest contest) {
    Shortlist list = new Shortlist(Math.min(question.wanted(), contest.shelf().size()));
    Policy policy = policy(question.policy());
    policy.rank(contest, list);
    if (!list.isFull()) {
      list.seal();
      policy.rank(contest.ofLastResort(), list);
    }
    return list;
  }

  private Policy policy(PolicyName name) {
    return switch (name) {
      case CHEAPEST -> cheapest;
      case BALANCED -> balanced;
      case FASTEST -> fastest;
      case WEIGHTED -> weighted;
    };
  }
}
