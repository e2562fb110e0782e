/**
 * The worker role: the own runtime behind the HTTP surface of an ai-runner, so that a go-livepeer
 * orchestrator or another Pixelgate can use it as its engine. Entry type: {@link
 * dev.pixelgate.function.worker.WorkerServer}.
 */
@NullMarked
package dev.pixelgate.function.worker;

import org.jspecify.annotations.NullMarked;
