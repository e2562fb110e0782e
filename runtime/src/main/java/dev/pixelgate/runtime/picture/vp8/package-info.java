/**
 * VP8 key frames (RFC 6386), the lossy pictures of WebP. Entry type: {@link
 * dev.pixelgate.runtime.picture.vp8.Vp8}. Here because the one decoder in Java that is kept,
 * TwelveMonkeys' (3.14.0), garbles frames without skipped macroblocks and filters edges otherwise
 * than the standard says; this one is held against libwebp, bit by bit, by the corpus.
 */
@NullMarked
package dev.pixelgate.runtime.picture.vp8;

import org.jspecify.annotations.NullMarked;
