package dev.pixelgate.router;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.picture.Picture;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One upscale to be done: the same for every orchestrator that may be asked.
 *
 * @param picture what the header of {@code image} says: format, stored width and height
 * @param fileName the client's name for the image; display only, never a path
 * @param inferenceSteps as given by the client; absent when it gave none
 */
public record Job(
    Capability capability,
    Upload image,
    Picture picture,
    String fileName,
    String prompt,
    boolean safetyCheck,
    OptionalLong seed,
    OptionalInt inferenceSteps) {}
