package dev.pixelgate.function.s3;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * An object, or a part of it, on its way.
 *
 * @param object of which the size is that of what comes
 * @param body paused; whoever does not read it to its end closes it
 * @param cancel gives up what has not come
 */
public record S3Download(S3Object object, ReadStream<Buffer> body, Runnable cancel) {}
