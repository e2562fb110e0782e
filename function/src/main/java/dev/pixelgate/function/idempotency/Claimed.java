package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.failure.Failure;

/** What came of showing a key. */
public sealed interface Claimed {
  /** The request is to be run, and {@link Claim#end ended}. */
  record Fresh(Claim claim) implements Claimed {}

  /** It was run before. */
  record Replay(StoredAnswer answer) implements Claimed {}

  /** Neither: another job has the key, or it took too long, or the store is away. */
  record Refused(Failure failure) implements Claimed {}
}
