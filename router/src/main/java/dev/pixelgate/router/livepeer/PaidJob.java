package dev.pixelgate.router.livepeer;

import java.util.Map;

/** A job that may be sent, with what has to go with it. It ends exactly once. */
public interface PaidJob {
  /** Where it goes. */
  Session session();

  /** {@code Livepeer-Payment} and {@code Livepeer-Segment}. */
  Map<String, String> headers();

  /** Says how it went: what the orchestrator was paid, and what it took of that. */
  void ended(JobEnd end);

  /** How a job went for the orchestrator's ledger. */
  enum JobEnd {
    /** It answered 200: it took the payment and the cost of the job. */
    SERVED,
    /** It took the payment and answered an error: the job cost nothing. */
    FAILED,
    /** It did not look at the payment: the job never left, or was refused before that. */
    NOT_TAKEN,
    /** It did not accept the token, so it was restarted and knows of no payment. */
    RESTARTED,
    /** It did not accept the credentials, and did not look at the payment. */
    NOT_LET_IN,
    /** It took the payment, and still has too little to do the job. */
    TOO_LITTLE,
    /** Its tickets are too old; it took none of them. */
    EXPIRED,
    /** It refused the payment for another reason; nobody knows how much of it was taken. */
    PAYMENT_REFUSED,
    /** It answered something that says nothing about the payment; the job is not owed. */
    UNCLEAR,
    /** Nobody knows anything, so the job is owed. */
    UNKNOWN
  }
}
