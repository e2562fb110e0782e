/**
 * Where log lines go: to standard error, one line each. SLF4J finds it as its provider; entry type
 * {@link dev.pixelgate.function.log.LineLogging}.
 */
@NullMarked
package dev.pixelgate.function.log;

import org.jspecify.annotations.NullMarked;
