package dev.pixelgate.function.reuse;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.AttemptEnd;
import java.util.Optional;

/**
 * A picture that was bought, and how.
 *
 * @param orchestrator who made it
 * @param price for a pixel, when it was bought
 * @param version what that one said of itself then
 * @param served what came with the picture
 */
record CachedResult(
    Capability capability,
    String orchestrator,
    Price price,
    Optional<String> version,
    AttemptEnd.Served served,
    KeptFile file) {}
