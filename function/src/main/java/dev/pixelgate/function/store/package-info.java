/**
 * The SQLite store (one folder) and the keys in it. Entry types: {@link
 * dev.pixelgate.function.store.KeyStore} for commands, {@link
 * dev.pixelgate.function.store.KeyringRefresher} for a running server.
 */
@NullMarked
package dev.pixelgate.function.store;

import org.jspecify.annotations.NullMarked;
