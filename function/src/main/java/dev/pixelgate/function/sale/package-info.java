/**
 * The request path without HTTP: a read form becomes an order, its outcome becomes a sale or a
 * failure. The HTTP server and the command line both sell through {@link
 * dev.pixelgate.function.sale.UpscaleSales}.
 */
@NullMarked
package dev.pixelgate.function.sale;

import org.jspecify.annotations.NullMarked;
