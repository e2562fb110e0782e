/**
 * Orchestrators of kind {@code ai-runner}: one HTTP call an attempt, the picture decoded and
 * checked on its way to the result writer. Entry type: {@link
 * dev.pixelgate.router.airunner.AiRunnerOrchestrator}.
 */
@NullMarked
package dev.pixelgate.router.airunner;

import org.jspecify.annotations.NullMarked;
