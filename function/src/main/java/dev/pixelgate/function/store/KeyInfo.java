package dev.pixelgate.function.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a key in the store.
 *
 * @param cap its account's, as it was given
 */
public record KeyInfo(
    String id,
    String account,
    boolean operator,
    Instant created,
    Optional<Instant> revoked,
    Optional<String> cap) {}
