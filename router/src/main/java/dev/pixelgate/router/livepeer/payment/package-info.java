/** Pays orchestrators through a remote signer, which holds the key. */
@NullMarked
package dev.pixelgate.router.livepeer.payment;

import org.jspecify.annotations.NullMarked;
