/**
 * The gateway as a Lambda function: asks Lambda's Runtime API for the next event, puts it to the
 * gateway's own HTTP server as a request, and gives the answer back. Knows nothing of what is asked
 * for. Entry type: {@link dev.pixelgate.function.lambda.LambdaLoop}.
 */
@NullMarked
package dev.pixelgate.function.lambda;

import org.jspecify.annotations.NullMarked;
