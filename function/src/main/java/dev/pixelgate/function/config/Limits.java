package dev.pixelgate.function.config;

import java.time.Duration;

/**
 * What one request, or all of them together, may take.
 *
 * @param body bytes of a request body
 * @param reference bytes of a picture that a request names instead of bringing it
 * @param uploads bytes of all pictures that are kept here for requests to name them
 * @param side pixels of an input picture's longer side
 * @param inputPixels width times height of an input picture
 * @param concurrent requests at the same time
 * @param request from the first byte of a request to its answer
 * @param upload for a body to arrive, and for a picture that is named
 * @param drain for running requests to end at shutdown
 */
public record Limits(
    long body,
    long reference,
    long uploads,
    int side,
    long inputPixels,
    int concurrent,
    Duration request,
    Duration upload,
    Duration drain) {}
