package dev.pixelgate.router.selection;

/**
 * What policies weigh beside the price.
 *
 * @param warm whether the model is loaded
 * @param newcomer whether its time is not known and taken to be the usual one
 * @param seconds expected for the job, a cold start and failures included
 * @param failures smoothed share of attempts that failed, 0 to 1
 * @param failureOwed whether a failed attempt may be owed too
 * @param inFlight attempts that were running
 * @param score what the policy looks at first
 */
public record Terms(
    boolean warm,
    boolean newcomer,
    double seconds,
    double failures,
    boolean failureOwed,
    int inFlight,
    Score score) {
  static Terms of(Contest contest, Policy policy, int position) {
    var health = contest.health(position);
    return new Terms(
        !contest.shelf().isCold(position),
        contest.isNewcomer(position),
        contest.seconds(position),
        health.failures(),
        contest.shelf().isOwedOnDispatch(position),
        health.inFlight(),
        policy.score(contest, position));
  }
}
