/**
 * One job at one remote orchestrator over HTTP, whatever its kind: the body sent as the connection
 * takes it, the picture decoded and checked on its way to the result writer. What differs from kind
 * to kind is its {@link dev.pixelgate.router.attempt.Manner}. Entry type: {@link
 * dev.pixelgate.router.attempt.HttpAttempt}.
 */
@NullMarked
package dev.pixelgate.router.attempt;

import org.jspecify.annotations.NullMarked;
