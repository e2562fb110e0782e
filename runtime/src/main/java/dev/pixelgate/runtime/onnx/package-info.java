/**
 * ONNX files, changed in memory before ONNX Runtime loads them: for speed, and for an output of
 * bytes. The file that a digest names stays as it was published. Entry type: {@link
 * dev.pixelgate.runtime.onnx.OnnxFile}.
 */
@NullMarked
package dev.pixelgate.runtime.onnx;

import org.jspecify.annotations.NullMarked;
