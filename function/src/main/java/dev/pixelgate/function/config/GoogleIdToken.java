package dev.pixelgate.function.config;

import java.net.URI;

/**
 * That an orchestrator's platform is shown who this process is on Google Cloud.
 *
 * @param audience whom its tokens are for
 * @param metadata the server that signs them, without a path
 */
public record GoogleIdToken(String audience, URI metadata) {}
