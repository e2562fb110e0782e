package dev.pixelgate.function.cli;

import java.nio.file.Path;

/** One picture to upscale. */
record Task(Path in, Path out) {}
