package dev.pixelgate.router.attempt;

import dev.pixelgate.router.AttemptEnd;
import io.vertx.core.MultiMap;

/**
 * How an orchestrator of one kind is asked for a job, and what its answers mean. Only here are its
 * texts read.
 */
public interface Manner {
  /** The orchestrator's name in the configuration, in answers and in metrics. */
  String name();

  /** The request. */
  Ask ask();

  /** Hears that an answer of this status has begun; it may break off. */
  default void began(int status) {}

  /** Hears the headers of the answer, whatever its status. */
  default void answered(MultiMap headers) {}

  /** What an answer other than 200 means. */
  AttemptEnd refused(Refusal refusal);

  /** What a good answer says beside its picture. */
  default Extras extras(MultiMap headers) {
    return Extras.NONE;
  }
}
