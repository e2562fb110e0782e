/**
 * The SQLite store (one folder) and what is in it. Entry types: {@link
 * dev.pixelgate.function.store.KeyStore} for commands, {@link
 * dev.pixelgate.function.store.KeyringRefresher} and {@link
 * dev.pixelgate.function.store.ServerStore} for a running server, the latter under the ports that
 * the router keeps its books with.
 */
@NullMarked
package dev.pixelgate.function.store;

import org.jspecify.annotations.NullMarked;
