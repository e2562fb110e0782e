/**
 * What makes receipts and quotes this gateway's: ES256 signatures (RFC 7515, RFC 7518), with keys
 * that are kept in the store or configured, and whose public halves are published as a JWK set.
 * Entry type: {@link dev.pixelgate.function.signing.SigningKeys}.
 */
@NullMarked
package dev.pixelgate.function.signing;

import org.jspecify.annotations.NullMarked;
