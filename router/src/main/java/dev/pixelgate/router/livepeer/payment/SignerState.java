package dev.pixelgate.router.livepeer.payment;

/**
 * What a signer remembers of its tickets for one orchestrator; it has us carry that, signed.
 *
 * @param state opaque
 * @param signature of the signer's
 */
record SignerState(String state, String signature) {}
