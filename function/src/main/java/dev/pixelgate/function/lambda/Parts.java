package dev.pixelgate.function.lambda;

import io.vertx.core.Vertx;
import java.time.InstantSource;

/**
 * What every {@link Turn} works with.
 *
 * @param clock which Lambda's deadlines are read by
 * @param streaming whether a function URL takes answers piece by piece
 */
record Parts(
    Vertx vertx,
    RuntimeApi api,
    InnerServer server,
    Freezing freezing,
    InstantSource clock,
    boolean streaming) {}
