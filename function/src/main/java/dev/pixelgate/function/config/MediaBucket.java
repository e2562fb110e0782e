package dev.pixelgate.function.config;

import dev.pixelgate.function.s3.CredentialOrigin;
import dev.pixelgate.function.s3.S3Location;

/**
 * A bucket for pictures.
 *
 * @param credentials with what its requests are signed
 */
public record MediaBucket(S3Location location, CredentialOrigin credentials) {}
