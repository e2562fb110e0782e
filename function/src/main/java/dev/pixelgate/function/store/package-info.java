/**
 * What outlives the process, in SQLite (one folder) or PostgreSQL. Entry types: {@link
 * dev.pixelgate.function.store.Databases} opens a {@link dev.pixelgate.function.store.Database};
 * {@link dev.pixelgate.function.store.KeyStore}, {@link
 * dev.pixelgate.function.store.KeyringRefresher}, {@link dev.pixelgate.function.store.StoredBooks}
 * and {@link dev.pixelgate.function.store.StoredPins} are what stands in one.
 */
@NullMarked
package dev.pixelgate.function.store;

import org.jspecify.annotations.NullMarked;
