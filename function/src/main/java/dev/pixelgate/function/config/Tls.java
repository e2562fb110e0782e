package dev.pixelgate.function.config;

import java.nio.file.Path;

/**
 * The server's certificate.
 *
 * @param cert PEM file with the certificate chain
 * @param key PEM file with its private key
 */
public record Tls(Path cert, Path key) {}
