/**
 * Pictures that nobody pays for twice: a cache of results, and equal requests that wait for one
 * attempt. Entry type: {@link dev.pixelgate.function.reuse.ReusingSales}.
 *
 * <p>Two requests are equal when the same bytes were received for the same pipeline and model with
 * the same parameters, as far as these change the result ({@link
 * dev.pixelgate.function.reuse.ResultKey}). Caps, deadlines, policies and quotes do not: what they
 * bound is paid once, by whoever leads. Pictures are files the whole time; the heap holds names.
 */
@NullMarked
package dev.pixelgate.function.reuse;

import org.jspecify.annotations.NullMarked;
