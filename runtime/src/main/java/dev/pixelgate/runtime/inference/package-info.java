/**
 * ONNX Runtime behind three nouns: a network that maps tensors to tensors, an upscaler that maps
 * pictures to pictures by tiles, a safety checker that maps pictures to probabilities. Nothing here
 * is thread-safe. Entry type: {@link dev.pixelgate.runtime.inference.NetworkFactory}.
 */
@NullMarked
package dev.pixelgate.runtime.inference;

import org.jspecify.annotations.NullMarked;
