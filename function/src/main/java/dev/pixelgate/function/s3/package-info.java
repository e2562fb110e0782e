/**
 * Objects in a bucket that speaks S3's REST API: Amazon's, Google Cloud Storage with HMAC keys,
 * MinIO, R2 and the like. Entry types: {@link dev.pixelgate.function.s3.S3Location} says where,
 * {@link dev.pixelgate.function.s3.S3Client} does it.
 *
 * <p>Amazon's own signer signs, on a worker thread; the requests are Vert.x's. Nothing of it is
 * loaded before the first request of a gateway that has a bucket.
 */
@NullMarked
package dev.pixelgate.function.s3;

import org.jspecify.annotations.NullMarked;
