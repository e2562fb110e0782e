package dev.pixelgate.runtime;

import java.time.Duration;

/**
 * A job whose turn has come; what travels to the worker.
 *
 * @param queued how long it waited
 */
record Turn(UpscaleJob job, Duration queued) {}
