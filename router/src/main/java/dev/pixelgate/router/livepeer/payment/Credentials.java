package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.router.livepeer.Session;

/**
 * What lets a job in that was paid for before: it says who pays and carries the token.
 *
 * @param segment the header {@code Livepeer-Segment}
 * @param session whose token it carries
 * @param epoch which run of the orchestrator it is of
 */
record Credentials(String segment, Session session, int epoch) {}
