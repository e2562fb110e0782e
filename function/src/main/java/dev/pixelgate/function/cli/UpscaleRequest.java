package dev.pixelgate.function.cli;

import dev.pixelgate.pricing.Usd;
import java.util.Optional;
import java.util.OptionalLong;

/** What the command asks for every picture. */
record UpscaleRequest(
    String prompt, Optional<String> model, OptionalLong seed, Optional<Usd> maxCharge) {}
