package dev.pixelgate.function.lambda;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/**
 * A request that Lambda took from a client.
 *
 * @param target path and query, visible ASCII
 * @param headers without those that belong to one connection
 * @param body its bytes
 * @param streamable whether it came through a function URL, the only way that takes an answer piece
 *     by piece
 */
record HttpEvent(
    HttpMethod method, String target, MultiMap headers, Buffer body, boolean streamable) {}
