package dev.pixelgate.function.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where result pictures are kept.
 *
 * @param bucket or else files in the data folder
 * @param ttl how long they are kept
 * @param delivery how they come out of a bucket
 */
public record MediaRules(Optional<MediaBucket> bucket, Duration ttl, MediaDelivery delivery) {}
