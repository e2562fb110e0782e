/**
 * Idempotency keys: a client that does not know how its request ended sends it again under the same
 * key, and is told. Entry type: {@link dev.pixelgate.function.idempotency.IdempotencyKeys}.
 *
 * <p>A key is claimed in the store before its request becomes an order, and answered in the same
 * transaction as the last of the order's money. So there are three states that a crash can leave: a
 * claim whose attempts are released, which is nobody's; one of which something is owed, which is
 * answered with that; and an answer.
 */
@NullMarked
package dev.pixelgate.function.idempotency;

import org.jspecify.annotations.NullMarked;
