/**
 * The gateway's HTTP surface: sections 3 to 5 of the contract. Entry type: {@link
 * dev.pixelgate.function.http.GatewayServer}.
 */
@NullMarked
package dev.pixelgate.function.http;

import org.jspecify.annotations.NullMarked;
