package dev.pixelgate.function.store;

import java.time.Instant;
import java.util.Optional;

/** What is known of a key in the store. */
public record KeyInfo(
    String id, String account, boolean operator, Instant created, Optional<Instant> revoked) {}
