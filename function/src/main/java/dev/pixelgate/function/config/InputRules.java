package dev.pixelgate.function.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where pictures may be that a request only names.
 *
 * @param https hosts that are asked for them
 * @param allowPrivate whether such a host may be at a loopback, private or link-local address
 * @param ca PEM file of the authorities that check its certificate, instead of the public ones
 */
public record InputRules(HttpsHosts https, boolean allowPrivate, Optional<Path> ca) {}
