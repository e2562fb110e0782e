/**
 * The configuration: read once from defaults, file, environment and flags, with every problem
 * reported together and each with its place. Entry type: {@link
 * dev.pixelgate.function.config.ConfigurationLoader}.
 */
@NullMarked
package dev.pixelgate.function.config;

import org.jspecify.annotations.NullMarked;
