/**
 * The own runtime: ONNX models behind a worker verticle, pictures in and pictures out. It knows
 * nothing of money, HTTP or the market. Entry type: {@link dev.pixelgate.runtime.ImageRuntime}.
 */
@NullMarked
package dev.pixelgate.runtime;

import org.jspecify.annotations.NullMarked;
