package dev.pixelgate.function.lambda;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * An event that Lambda wants to be answered.
 *
 * @param id by which the answer names it
 * @param deadline when Lambda ends the process
 * @param event JSON
 */
record Invocation(String id, Instant deadline, Buffer event) {}
