/**
 * Where inference may run, and how to find out before ONNX Runtime is asked. Entry type: {@link
 * dev.pixelgate.runtime.device.DeviceProbe}.
 */
@NullMarked
package dev.pixelgate.runtime.device;

import org.jspecify.annotations.NullMarked;
