/**
 * Receipts of orders: written with the last of their money, read and signed for their account, and
 * checked again without the gateway. Entry type: {@link
 * dev.pixelgate.function.receipt.ReceiptBook}.
 */
@NullMarked
package dev.pixelgate.function.receipt;

import org.jspecify.annotations.NullMarked;
