/**
 * What an account spent, by day and model, and how its budget stands. Entry type: {@link
 * dev.pixelgate.function.statement.StatementBook}.
 */
@NullMarked
package dev.pixelgate.function.statement;

import org.jspecify.annotations.NullMarked;
