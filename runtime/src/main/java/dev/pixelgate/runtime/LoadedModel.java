package dev.pixelgate.runtime;

import dev.pixelgate.runtime.inference.Upscaler;
import java.time.Duration;

/**
 * A model that is ready to work.
 *
 * @param warmUp how long {@code warmUpPixels} took it
 */
record LoadedModel(ModelInfo info, Upscaler upscaler, Duration warmUp, long warmUpPixels) {}
